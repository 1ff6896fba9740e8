/** Was die Einstellungen bedeuten; auf Englisch sagt es der Server. */
export const settingsAbout: Record<string, string> = {
  combinedCertificates:
    'Ob ein kombiniertes Zertifikat, das die eingebaute V2G-Stelle für Autos und für den Server signierte, den TLS-Port der Stationen öffnet.',
  monitorsAfterBoot:
    'Ob eine Station mit 2.x nach ihrem Start nach ihren Überwachungen gefragt wird, wenn von hier welche gesetzt wurden; was fehlt, ist eine Auffälligkeit.',
  offlineAfterSeconds: 'Wie lange eine Station weg sein darf, bevor das ein Problem ist.',
  carWaitsMinutes: 'Wie lange ein Auto ohne Ladevorgang angesteckt sein darf, bevor das ein Problem ist; 0: nie.',
  longTransactionHours: 'Wie lange ein Ladevorgang laufen darf, bevor das ein Problem ist; 0: nie.',
  certificateWarningDays:
    'Wie lange vor seinem Ende ein Zertifikat in einer Station ein Problem ist; kleiner als certificateRenewalDays halten.',
  diskFreeMegabytes: 'Weniger freier Platz beim Datenordner des Servers als das ist ein Problem; 0: nie.',
  problemKeepDays: 'Wie lange behobene Probleme aufbewahrt werden; Berichte und Rückproben reichen ebenso weit zurück.',
  webhookHosts:
    'Wohin Webhooks von Alarmen dürfen: public (Adressen im Internet), Namen von Rechnern, Rechner:Port oder any; durch Kommas getrennt.',
  consoleUrl:
    'Wo Menschen die Konsole erreichen, etwa https://csms.example.com; Alarme verweisen darauf, ohne sie tragen sie keine Verweise.',
  stateHistoryDays:
    'Wie lange aufbewahrt wird, was Anschlüsse über ihren Zustand sagten, wann Stationen verbunden waren und wann sie neu starteten.',
  mapSource:
    'Woraus die Karte gezeichnet wird: leer für Umrisse der Länder, der Name einer .pmtiles-Datei im Ordner maps des Datenordners, die Adresse einer .pmtiles-Datei oder eine Adresse von Kacheln mit {z}, {x} und {y}; offene Seiten müssen neu geladen werden.',
  mapAttribution: 'Wessen Karte es ist; steht in ihrer Ecke, wie es die meisten Lizenzen verlangen.',
  liveHeartbeatSeconds:
    'Wie oft der Live-Strom zeigt, dass er lebt; nach dem Doppelten ohne Nachricht zeichnet die Konsole das Gezeigte als alt.',
  unknownStations: 'Was mit einer Station geschieht, die nie eingetragen wurde.',
  validation: 'Ob harmlose Fehler in Nachrichten mit einem Befund durchgehen oder abgewiesen werden.',
  heartbeatIntervalSeconds: 'Wie oft eine ruhende Station zeigt, dass sie lebt; beim Start wird es ihr gesagt.',
  bootRetrySeconds:
    'Wie lange eine Station bis zur nächsten BootNotification wartet, wenn die Antwort Pending oder Rejected war.',
  masterPassGroup:
    'Die Gruppe, deren Token jeden Ladevorgang beenden und keinen beginnen dürfen; leer heißt: keine solche Gruppe.',
  variablesPerMessage:
    'Nach wie vielen Variablen oder Schlüsseln eine Station in einer Nachricht gefragt wird; 0 glaubt der Station.',
  variableBytesPerMessage: 'Wie lang eine Nachricht mit Variablen an eine Station sein darf; 0 glaubt der Station.',
  certificateSigning: 'Ob die Zertifikatsanfrage einer Station sofort signiert wird oder auf jemanden wartet.',
  certificateLifetimeDays: 'Wie lange das Zertifikat einer Station gilt.',
  certificateRenewalDays:
    'Wie lange vor dem Ende ihres Zertifikats eine Station um ein neues gebeten wird; 0 überlässt das der Station.',
  certificateAlgorithm: 'Mit welcher Art Schlüssel die eingebaute Stelle Zertifikate von Stationen signiert.',
  certificateName: 'Ob ein Client-Zertifikat die Seriennummer nennen muss oder auch die Kennung nennen darf.',
  expiredCertificates: 'Was mit einer Station geschieht, deren Client-Zertifikat abgelaufen ist.',
  publicUrl:
    'Wo Stationen den Dateidienst über HTTP erreichen, etwa https://csms.example.com; leer nimmt Namen und Port dieser Maschine.',
  securePublicUrl:
    'Wo Stationen den Dateidienst über HTTPS auf ihrem TLS-Port erreichen; leer nimmt publicUrl, wenn das https ist, sonst diese Maschine und jenen Port.',
  fileGrantHours: 'Wie lange eine Station eine Datei holen oder bringen darf, von der ihr gesagt wurde.',
  fileMaxMegabytes: 'Die größte Datei, die angenommen wird.',
  fileQuotaMegabytes: 'Platz für alle Dateien von Stationen zusammen; was nicht hineinpasst, wird abgewiesen.',
  fileKeepDays: 'Wie lange Dateien von Stationen aufbewahrt werden.',
  jobSilenceMinutes:
    'Nach wie langem Schweigen über ein Update oder einen Upload die Station gefragt wird, wie weit sie ist.',
  ftpPort: 'Wo Stationen den Dateidienst über FTP erreichen; 0 ist aus.',
  ftpsPort: 'Wo Stationen den Dateidienst über FTPS (TLS vom ersten Byte an) erreichen; 0 ist aus.',
  ftpPassivePorts: 'TCP-Ports für die Daten von FTP, etwa 20000-20099; jede Übertragung nimmt einen.',
  ftpExternalAddress:
    'Name oder Adresse, unter der Stationen die FTP-Ports erreichen; leer nimmt den Rechner aus publicUrl.',
  localListSync: 'Ob die lokalen Listen der Stationen den Token von selbst folgen.',
  localListDelaySeconds:
    'Wie lange nach der letzten Änderung eines Tokens die Listen gesendet werden, damit viele Änderungen eine Nachricht sind.',
  localListTokens: 'Welche Token auf die lokale Liste einer Station gehören.',
  connectorMap: 'Wo die Anschlüsse einer Station mit OCPP 1.6 stehen; leer macht aus Anschluss n den Ladepunkt n.',
  certificateAuthority:
    'Wer die Zertifikate der Stationen signiert: die eingebaute Stelle oder eine andere über EST oder einfaches HTTP.',
  certificateAuthorityUrl:
    'Wo die andere Stelle ist: bei EST bis einschließlich /.well-known/est, sonst die ganze Adresse des Dienstes.',
  certificateAuthorityUser:
    'Benutzername bei der anderen Stelle; ihr Passwort ist STATIONMASTER_CERTIFICATE_AUTHORITY_PASSWORD der Umgebung.',
  certificateAuthorityTrust:
    'PEM-Datei mit der Wurzel, unter der das TLS-Zertifikat der anderen Stelle steht; leer vertraut dem, dem Java vertraut.',
  firstBoot:
    'Wie die BootNotification einer neu eingetragenen Station beantwortet wird, wenn ihr Eintrag nichts sagt; Pending beginnt die Einrichtung.',
  setUpVariables:
    'Was eine Station bekommt, solange sie Pending ist, in dieser Reihenfolge; Namen ohne Punkt sind Schlüssel von OCPP 1.6.',
  setUpReports:
    'Wonach eine Station gefragt wird, solange sie Pending ist: Grundberichte, Kriterien, Komponenten, Variablen, Schlüssel von 1.6.',
  setUpRelease: 'Wann eine Station angenommen wird, die Pending ist und etwas bekommen oder melden soll.',
  fullInventory: 'Ob eine Station nach all ihren Variablen gefragt wird, wenn sie neu ist oder neue Firmware hat.',
  variableHistoryDays: 'Wie lange Änderungen an Variablen der Stationen aufbewahrt werden.',
  transactionCheckSeconds:
    'Wie lange Ereignisse eines Ladevorgangs (2.x) fehlen dürfen, bevor die Station danach gefragt wird, bei Schweigen das Vierfache; 0 fragt nie.',
  ocspResponders:
    'Welche OCSP-Dienste und Sperrlisten gefragt werden, die Stationen und Zertifikate nennen: alle, die mit öffentlichen Adressen oder genannte Rechner.',
  ocspNonce: 'Ob Fragen an einen OCSP-Dienst eine Einmalzahl tragen.',
  ocspCacheHours:
    'Wie lange die Antwort eines OCSP-Dienstes wieder benutzt wird, höchstens bis zu ihrem eigenen Ende; 0 fragt jedes Mal.',
  ocspSeconds:
    'Wie lange OCSP-Dienste und der Vertragspool brauchen dürfen; ein Auto wartet etwa 4,5 s auf seine Antwort.',
  carProvisioning:
    'Ob der eingebaute Test-Pool ein Bereitstellungszertifikat des Autoherstellers verlangt oder nur eines prüft, das mitgebracht wird.',
  contractRevocation: 'Ob ein Vertragszertifikat abgewiesen wird, das keinen OCSP-Dienst nennt.',
  contractPoolUrl:
    'Wo Vertragszertifikate über HTTP erfragt werden; leer nimmt den eingebauten Testpool, none weist ab.',
  chargingNeeds:
    'Welchen Plan ein Auto bekommt, das seinen Bedarf nach ISO 15118 nennt; aus überlässt das den Operatoren.',
  evseMaxAmperes:
    'Das meiste, was ein Plan von uns einem Ladepunkt je Phase gibt; 0 glaubt, was die Station von ihm meldet.',
  runningCost:
    'Wie die laufenden Kosten eines Ladevorgangs Stationen mit 2.x gesagt werden; nie auf zwei Arten zugleich.',
  costIntervalSeconds:
    'Wie oft CostUpdated für einen laufenden Ladevorgang gesendet wird, bei runningCost message; ein neuer Preis wird sofort gesagt.',
  tariffText: 'Ob einer Station mit 2.x der Tarif als persönlicher Text gesagt wird, wenn ein Token angenommen wird.',
};
