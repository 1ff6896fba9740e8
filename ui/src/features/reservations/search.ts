export const VIEWS = ['day', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];
export const STATES = [
  'open',
  'requested',
  'active',
  'used',
  'expired',
  'removed',
  'cancelled',
  'refused',
  'replaced',
] as const;

/** What the page shows, in the address. */
export type ReservationSearch = {
  view?: View;
  /** The first day shown, as YYYY-MM-DD; today when absent. */
  day?: string;
  q?: string;
  site?: string;
  reserved?: true;
  state?: (typeof STATES)[number];
  station?: string;
  idToken?: string;
};

export function reservationSearch(search: Record<string, unknown>): ReservationSearch {
  const view = VIEWS.find((known) => known === search.view);
  const state = STATES.find((known) => known === search.state);
  const text = (name: 'q' | 'site' | 'station' | 'idToken') => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return {
    ...(view && { view }),
    ...(typeof search.day === 'string' && /^\d{4}-\d\d-\d\d$/.test(search.day) && { day: search.day }),
    ...text('q'),
    ...text('site'),
    ...(search.reserved === true && { reserved: true }),
    ...(state && { state }),
    ...text('station'),
    ...text('idToken'),
  };
}
