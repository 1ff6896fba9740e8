export const wall = {
  title: 'Leitwand',
  empty: 'Noch hat keine Station einen Anschluss gemeldet. Sie erscheinen hier, sobald sich eine verbindet.',
  fullscreen: 'Vollbild',
  leave: 'Vollbild verlassen',
  ofLimit: '{{power}} von {{limit}}',
  problems_one: '{{count}} Problem',
  problems_other: '{{count}} Probleme',
  hint: 'Auf ein Feld zeigen oder die Pfeiltasten benutzen, um zu sehen, welches es ist.',
  marked: '{{station}}, EVSE {{evse}}, Anschluss {{connector}}: {{state}}',
  label: '{{count}} Anschlüsse nach Standort. Pfeiltasten gehen von einem zum nächsten, Enter öffnet die Station.',
};
