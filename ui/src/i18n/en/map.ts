export const map = {
  title: 'Map',
  label: 'Map of the sites',
  empty: 'No site has coordinates yet. Enter latitude and longitude of a site, and it appears here.',
  none: 'no connectors',
  stations: 'Stations here',
  unplaced_one: '{{count}} connector stands at a site without coordinates.',
  unplaced_other: '{{count}} connectors stand at sites without coordinates.',
};
