/** What every tab hears of. Messages are many and asked for only while somebody looks at them. */
export const TOPICS = [
  'connection',
  'status',
  'transaction',
  'command',
  'job',
  'fleetjob',
  'station',
  'token',
  'setting',
  'problem',
  'commissioning',
  'reservation',
  'display',
] as const;
