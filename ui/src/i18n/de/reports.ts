export const reports = {
  title: 'Berichte',
  print: 'Drucken',
  csv: { sites: 'CSV je Standort', stations: 'CSV je Station' },
  allSites: 'Alle Standorte',
  period: '{{from}} bis {{to}}',
  made: 'Erstellt von Stationmaster, {{time}}',
  choose: { period: 'Zeitraum', site: 'Standort', days: 'Letzte {{days}} Tage' },
  uptime: {
    label: 'Verfügbarkeit',
    definition:
      'Anteil der Zeit, in der ein Anschluss benutzbar war: seine Station verbunden, der Anschluss weder Faulted noch Unavailable. Gezählt über alle Anschlüsse, ab dem ersten Lebenszeichen eines jeden.',
    down: 'Nicht benutzbar: {{hours}} h.',
  },
  energy: {
    label: 'Energie',
    definition: 'Was in den Ladevorgängen, die im Zeitraum begannen, bisher glaubhaft floss.',
  },
  sessions: {
    label: 'Ladevorgänge',
    definition: 'Ladevorgänge, die im Zeitraum begannen; zusammen {{hours}} h von Beginn bis Ende.',
  },
  faults: {
    label: 'Störungen',
    definition:
      'Wie oft ein Anschluss Faulted meldete. Stationen waren {{offlines}}-mal offline, länger als offlineAfterSeconds.',
  },
  column: {
    site: 'Standort',
    station: 'Station',
    connectors: 'Anschlüsse',
    uptime: 'Verfügbarkeit',
    down: 'Nicht benutzbar',
    sessions: 'Ladevorgänge',
    energy: 'Energie',
    faults: 'Störungen',
    offlines: 'Offline',
  },
  bySite: 'Je Standort',
  byStation: 'Je Station, die geringste Verfügbarkeit zuerst',
  none: 'Hier steht keine Station.',
  more_one: 'und {{count}} weitere; die CSV hat alle',
  more_other: 'und {{count}} weitere; die CSV hat alle',
};
