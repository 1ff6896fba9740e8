import type { palette as en } from '../en/palette';

export const palette: typeof en = {
  placeholder: 'Station, Ladevorgang, Seite …',
  nothing:
    'Nichts gefunden. Versuchen Sie einen Teil des Stationsnamens, eine Seriennummer, ein Token oder „neu starten CP-14“.',
  which: 'Bei welcher Station? Tippen Sie ihren Namen dahinter.',
  actions: 'Aktionen',
  screens: 'Seiten',
  stations: 'Stationen',
  tokens: 'Token',
  transactions: 'Ladevorgänge',
  run: '{{action}}: {{station}}',
  transaction: 'Ladevorgang {{id}} an {{station}}',
  state: { open: 'läuft', ended: 'beendet' },
  verb: {
    Reset: 'neu starten, neustarten, neustart, restart, reset',
    RemoteStart: 'laden starten, starten, start',
    RemoteStop: 'laden beenden, beenden, stopp, stop',
    UnlockConnector: 'anschluss entriegeln, entriegeln',
    ChangeAvailability: 'außer betrieb nehmen, in betrieb nehmen, verfügbarkeit',
    TriggerMessage: 'nachricht anfordern, anfordern',
    ClearCache: 'freigabespeicher leeren, leeren',
    GetVariables: 'konfiguration lesen, lesen',
  },
};
