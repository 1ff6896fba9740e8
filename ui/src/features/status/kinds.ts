/** The states of a connector as an operator tells them apart; words of 1.6 and 2.x alike. */
export const KINDS = [
  'available',
  'occupied',
  'charging',
  'suspended',
  'reserved',
  'unavailable',
  'faulted',
  'offline',
] as const;
export type Kind = (typeof KINDS)[number];

const OF_WORD: Record<string, Kind> = {
  Available: 'available',
  Preparing: 'occupied',
  Occupied: 'occupied',
  EVConnected: 'occupied',
  Finishing: 'occupied',
  Idle: 'occupied',
  Charging: 'charging',
  SuspendedEV: 'suspended',
  SuspendedEVSE: 'suspended',
  Reserved: 'reserved',
  Unavailable: 'unavailable',
  Faulted: 'faulted',
};

/** What the word of the wire means; a word that nobody knows counts as occupied, because something is there. */
export function kindOf(word: string, connected = true, chargingState?: string): Kind {
  if (!connected) return 'offline';
  if (word === 'Occupied' && chargingState) return OF_WORD[chargingState] ?? 'occupied';
  return OF_WORD[word] ?? 'occupied';
}

/** A letter for each, so that colour is never alone. */
export const LETTERS: Record<Kind, string> = {
  available: 'A',
  occupied: 'O',
  charging: 'C',
  suspended: 'S',
  reserved: 'R',
  unavailable: 'U',
  faulted: '!',
  offline: '–',
};

/** The worst first. */
export const SEVERITY: readonly Kind[] = [
  'faulted',
  'offline',
  'unavailable',
  'suspended',
  'reserved',
  'occupied',
  'charging',
  'available',
];

export function worst(kinds: readonly Kind[]): Kind | undefined {
  return SEVERITY.find((kind) => kinds.includes(kind));
}
