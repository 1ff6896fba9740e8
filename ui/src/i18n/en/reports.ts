export const reports = {
  title: 'Reports',
  print: 'Print',
  csv: { sites: 'CSV by site', stations: 'CSV by station' },
  allSites: 'All sites',
  period: '{{from}} to {{to}}',
  made: 'Made by Stationmaster, {{time}}',
  choose: { period: 'Period', site: 'Site', days: 'Last {{days}} days' },
  uptime: {
    label: 'Uptime',
    definition:
      'Share of time in which a connector could be used: its station connected, the connector neither Faulted nor Unavailable. Counted over all connectors from when each was first heard of.',
    down: 'Out of use: {{hours}} h.',
  },
  energy: {
    label: 'Energy',
    definition: 'What plausibly flowed in the sessions that began in the period, so far.',
  },
  sessions: {
    label: 'Sessions',
    definition: 'Transactions that began in the period; {{hours}} h from start to stop together.',
  },
  faults: {
    label: 'Faults',
    definition:
      'How often a connector said Faulted. Stations were offline {{offlines}} times, for longer than offlineAfterSeconds.',
  },
  column: {
    site: 'Site',
    station: 'Station',
    connectors: 'Connectors',
    uptime: 'Uptime',
    down: 'Out of use',
    sessions: 'Sessions',
    energy: 'Energy',
    faults: 'Faults',
    offlines: 'Offline',
  },
  bySite: 'By site',
  byStation: 'By station, the least uptime first',
  none: 'No station stands here.',
  more_one: 'and {{count}} more; the CSV has them all',
  more_other: 'and {{count}} more; the CSV has them all',
};
