/** What the start page says of stations, too: it comes with the first load, the rest with the pages. */
export const addStation = {
  add: 'Add a station',
  form: {
    id: 'Identity',
    idHint: 'The last part of the address the station connects to; it is set in the station.',
    profile: 'Security profile',
    profiles: {
      '0': '0: no password, for closed networks only',
      '1': '1: password',
      '2': '2: password over TLS',
      '3': '3: client certificate over TLS',
    },
    site: 'Site',
    created: 'Station {{id}} was entered.',
    password: 'Its password, shown this once:',
    connect: 'The station connects to',
    done: 'Done',
  },
};
