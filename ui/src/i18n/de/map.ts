export const map = {
  title: 'Karte',
  label: 'Karte der Standorte',
  empty: 'Noch hat kein Standort Koordinaten. Sobald Breite und Länge eingetragen sind, erscheint er hier.',
  none: 'keine Anschlüsse',
  stations: 'Stationen hier',
  unplaced_one: '{{count}} Anschluss gehört zu einem Standort ohne Koordinaten.',
  unplaced_other: '{{count}} Anschlüsse gehören zu Standorten ohne Koordinaten.',
};
