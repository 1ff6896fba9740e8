export const wall = {
  title: 'Live wall',
  empty: 'No station has told of a connector yet. They appear here as soon as one connects.',
  fullscreen: 'Full screen',
  leave: 'Leave full screen',
  ofLimit: '{{power}} of {{limit}}',
  problems_one: '{{count}} problem',
  problems_other: '{{count}} problems',
  hint: 'Point at a square, or use the arrow keys, to see which one it is.',
  marked: '{{station}}, EVSE {{evse}}, connector {{connector}}: {{state}}',
  label: '{{count}} connectors by site. Arrow keys go from one to the next, Enter opens the station.',
};
