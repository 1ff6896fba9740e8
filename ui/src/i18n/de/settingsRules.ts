/** Was für Einstellungen gilt, die keine Zahl und keine Auswahl sind; auf Englisch sagt es der Server. */
export const settingsRules: Record<string, string> = {
  masterPassGroup: 'ein Text von höchstens 255 druckbaren Zeichen',
  publicUrl: 'ein Text von höchstens 200 druckbaren Zeichen',
  securePublicUrl: 'ein Text von höchstens 200 druckbaren Zeichen',
  ftpPassivePorts: 'ein Text von höchstens 100 druckbaren Zeichen',
  ftpExternalAddress: 'ein Text von höchstens 100 druckbaren Zeichen',
  localListTokens: 'all, none oder eine Liste wie group:FLEET,token:04A1B2C3',
  connectorMap:
    'eine Liste wie 1=1.1, 2=1.2: Anschluss auf der Leitung, Ladepunkt, Anschluss des Ladepunkts; jeder einmal',
  certificateAuthorityUrl: 'eine https-Adresse (http nur auf dieser Maschine), ohne Zugangsdaten',
  certificateAuthorityUser: 'ein Text von höchstens 100 druckbaren Zeichen',
  certificateAuthorityTrust: 'ein Text von höchstens 500 druckbaren Zeichen',
  setUpVariables:
    'eine Liste wie OCPPCommCtrlr.OfflineThreshold=60; EVSE(1).Power#MaxSet=11000; MeterValueSampleInterval=60',
  setUpReports: 'eine Liste wie FullInventory; Problem; SecurityCtrlr EVSE(1).AvailabilityState; HeartbeatInterval',
  ocspResponders: 'any, public oder eine Liste wie public,localhost,10.0.0.5:8080',
  contractPoolUrl: 'ein Text von höchstens 500 druckbaren Zeichen',
  webhookHosts: 'ein Text von höchstens 500 druckbaren Zeichen',
  consoleUrl: 'ein Text von höchstens 200 druckbaren Zeichen',
};
