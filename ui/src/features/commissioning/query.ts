import { queryOptions } from '@tanstack/react-query';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

export type Commissioning = Schemas['CommissioningView'];
export type Check = Schemas['CommissioningCheckView'];

/** All of one station, newest first; the one under way is the first. */
export const commissioningsQuery = (station: string) =>
  queryOptions({
    queryKey: keys.commissionings(station),
    queryFn: () =>
      body(
        api.GET('/api/v1/stations/{id}/commissionings', { params: { path: { id: station }, query: { limit: 20 } } }),
      ),
  });

export const commissioningQuery = (station: string, id: string) =>
  queryOptions({
    queryKey: keys.commissioning(id),
    queryFn: () =>
      body(
        api.GET('/api/v1/stations/{id}/commissionings/{commissioning}', {
          params: { path: { id: station, commissioning: id } },
        }),
      ),
  });

/** What is asked again when the network was away for a moment; a refusal is final. */
export const throughGaps = {
  retry: (failures: number, error: Error) =>
    failures < 30 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
  retryDelay: 2_000,
  // The browser may think that it is offline while the server answers, and the other way round.
  networkMode: 'always',
} as const;
