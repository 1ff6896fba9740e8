export const map = {
  title: 'Karte',
  label: 'Karte der Standorte',
  empty: 'Noch hat kein Standort Koordinaten. Sobald Breite und Länge eingetragen sind, erscheint er hier.',
  none: 'keine Anschlüsse',
  stations: 'Stationen hier',
  plan: 'Lageplan',
  own: {
    title: 'Die gewählte Karte lässt sich nicht zeigen',
    unreachable:
      'Von {{url}} kommt nichts: die Adresse stimmt nicht, der Server ist von hier nicht erreichbar, oder er lässt keine andere Seite fragen (CORS).',
    wrong: 'Was von {{url}} kommt, ist keine PMTiles-Datei.',
    hint: 'Umrisse der Länder stehen an ihrer Stelle. Eingestellt wird sie in',
  },
  unplaced_one: '{{count}} Anschluss gehört zu einem Standort ohne Koordinaten.',
  unplaced_other: '{{count}} Anschlüsse gehören zu Standorten ohne Koordinaten.',
};
