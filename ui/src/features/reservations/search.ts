export const VIEWS = ['day', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];

/** What the page shows, in the address. */
export type ReservationSearch = {
  view?: View;
  /** The first day shown, as YYYY-MM-DD; today when absent. */
  day?: string;
  q?: string;
  site?: string;
  reserved?: true;
  state?: string;
  station?: string;
  idToken?: string;
};

const TEXTS = ['q', 'site', 'state', 'station', 'idToken'] as const;

export function reservationSearch(search: Record<string, unknown>): ReservationSearch {
  const { day, reserved } = search;
  const view = VIEWS.find((known) => known === search.view);
  const texts = TEXTS.filter((name) => typeof search[name] === 'string' && search[name]);
  return {
    ...Object.fromEntries(texts.map((name) => [name, search[name]])),
    ...(view && { view }),
    ...(/^\d{4}-\d\d-\d\d$/.test(String(day)) && { day: String(day) }),
    ...(reserved === true && { reserved }),
  };
}
