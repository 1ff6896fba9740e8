import type { start as en } from '../en/start';

export const start: typeof en = {
  title: 'Was gerade geschieht',
  connected: 'Stationen verbunden',
  ofAll: 'von {{count}}',
  charging: 'Laden gerade',
  power: 'Leistung jetzt',
  faulted: 'Anschlüsse gestört',
  states: 'Anschlüsse nach Zustand',
  adopt: 'Warten auf Übernahme',
  noAttempts: 'Niemand Unbekanntes wollte sich verbinden.',
  reason: {
    'unknown-station': 'ist hier nicht eingetragen',
    'wrong-credentials': 'nannte ein falsches Passwort',
    'no-credentials': 'nannte kein Passwort',
    'wrong-profile': 'kam mit einem anderen Sicherheitsprofil, als sie muss',
    'no-common-subprotocol': 'bot keine OCPP-Version an, die ihr erlaubt ist',
    'invalid-identity': 'hat eine Kennung, die es nicht geben kann',
    other: 'wurde abgewiesen: {{reason}}',
  },
  attempts_one: 'einmal',
  attempts_other: '{{count}}-mal',
  days: 'Energie der letzten Tage',
  sessions_one: '{{count}} Ladevorgang',
  sessions_other: '{{count}} Ladevorgänge',
  running: 'Laufende Ladevorgänge',
  noRunning: 'Im Augenblick lädt niemand.',
};
