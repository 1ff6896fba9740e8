import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { Reservation, Window } from './calendar';

type Filter = { state?: string; station?: string; idToken?: string };

export const listQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: keys.reservationList(filter),
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/reservations', { params: { query: { ...filter, limit: 50, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });

const MOST_PAGES = 4;

/** What lies in the days shown: all of it up to some thousands, and whether there is more. */
export const windowQuery = ({ from, until }: Window) => {
  const [begin, end] = [new Date(from).toISOString(), new Date(until).toISOString()];
  return queryOptions({
    queryKey: keys.reservationWindow(begin, end),
    queryFn: async () => {
      const items: Reservation[] = [];
      let after: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = { from: begin, until: end, limit: 500, ...(after !== undefined && { after }) };
        const found = await body(api.GET('/api/v1/reservations', { params: { query } }));
        items.push(...found.items);
        after = found.next;
        if (after === undefined) break;
      }
      return { items, more: after !== undefined };
    },
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
};

export const checkQuery = (station: string, fields: { evse?: number; idToken?: string; expiryDateTime: string }) =>
  queryOptions({
    queryKey: keys.reservationCheck(station, fields),
    queryFn: () =>
      body(api.GET('/api/v1/stations/{id}/reservation-check', { params: { path: { id: station }, query: fields } })),
    staleTime: 0,
    refetchInterval: 5_000,
  });

/** Asks the station, and waits a while for its answer. */
export function reserve(station: string, wanted: object): Promise<Schemas['ReservationAsked']> {
  return body(
    api.POST('/api/v1/stations/{id}/reservations', {
      params: { path: { id: station }, query: { wait: '30s' } },
      body: wanted as never,
    }),
  );
}

export function cancel({ station, id }: Reservation): Promise<Schemas['ReservationAsked']> {
  return body(
    api.DELETE('/api/v1/stations/{id}/reservations/{reservation}', {
      params: { path: { id: station, reservation: id }, query: { wait: '30s' } },
    }),
  );
}
