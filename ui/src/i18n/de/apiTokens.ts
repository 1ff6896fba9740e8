import type { apiTokens as en } from '../en/apiTokens';

export const apiTokens: typeof en = {
  title: 'API-Schlüssel',
  hint: 'Mit einem Schlüssel nutzt ein Programm die API, wie seine Rolle es erlaubt. Gespeichert sind nur Hashwerte: Niemand kann einen nachschlagen.',
  none: 'Es gibt keine API-Schlüssel. Ein Programm, das hier liest oder ändert, braucht einen.',
  add: 'API-Schlüssel anlegen',
  name: 'Name',
  nameHint: 'Ihm werden im Protokoll die Änderungen zugeschrieben.',
  expires: 'Endet',
  expiresHint: 'Der Schlüssel gilt bis zum Ende dieses Tages. Ohne Datum endet er nie.',
  never: 'nie',
  over: 'abgelaufen',
  lastUsed: 'Zuletzt benutzt',
  made: 'Angelegt',
  origin: { file: 'von der Provisionierungsdatei', setup: 'bei der Ersteinrichtung', operator: 'von einer Person' },
  created: 'Der API-Schlüssel {{name}} ist angelegt.',
  secret: 'Das ist der Schlüssel. Er wird nicht wieder gezeigt.',
  use: 'Programme senden ihn mit jeder Anfrage: Authorization: Bearer <Schlüssel>',
  deleteTitle: 'API-Schlüssel {{name}} löschen?',
  deleteConsequence: 'Programme, die ihn benutzen, werden ab jetzt abgewiesen (401). Er lässt sich nicht zurückholen.',
  fromFile: 'Er steht in der Provisionierungsdatei; eine geänderte Datei würde ihn wieder anlegen.',
};
