import type { status as en } from '../en/status';

export const status: typeof en = {
  kind: {
    available: 'Frei',
    occupied: 'Belegt',
    charging: 'Lädt',
    suspended: 'Pausiert',
    reserved: 'Reserviert',
    unavailable: 'Außer Betrieb',
    faulted: 'Gestört',
    offline: 'Offline',
  },
  connected: 'Verbunden',
  disconnected: 'Offline',
  neverConnected: 'Noch nie verbunden',
};
