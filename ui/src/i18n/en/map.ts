export const map = {
  title: 'Map',
  label: 'Map of the sites',
  empty: 'No site has coordinates yet. Enter latitude and longitude of a site, and it appears here.',
  none: 'no connectors',
  stations: 'Stations here',
  plan: 'Site plan',
  own: {
    title: 'The map that was chosen cannot be shown',
    unreachable:
      'Nothing comes from {{url}}: the address is wrong, the server cannot be reached from here, or it lets no other site ask (CORS).',
    wrong: 'What comes from {{url}} is no PMTiles file.',
    hint: 'Outlines of countries stand in for it. It is set in',
  },
  unplaced_one: '{{count}} connector stands at a site without coordinates.',
  unplaced_other: '{{count}} connectors stand at sites without coordinates.',
};
