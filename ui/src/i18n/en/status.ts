export const status = {
  kind: {
    available: 'Available',
    occupied: 'Occupied',
    charging: 'Charging',
    suspended: 'Paused',
    reserved: 'Reserved',
    unavailable: 'Unavailable',
    faulted: 'Faulted',
    offline: 'Offline',
  },
  connected: 'Connected',
  disconnected: 'Offline',
  neverConnected: 'Never connected',
};
