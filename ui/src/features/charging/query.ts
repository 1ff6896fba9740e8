import { keepPreviousData } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { Unit } from './steps';

export type Asked = { evse: number; unit: Unit; duration: number; start?: string };
export type Composite = Schemas['ChargingSchedule'];

export const profilesQuery = (station: string) => ({
  queryKey: keys.profiles(station),
  queryFn: () => body(api.GET('/api/v1/stations/{id}/charging-profiles', { params: { path: { id: station } } })),
});

export const limitsQuery = (station: string) => ({
  queryKey: keys.limits(station),
  queryFn: () => body(api.GET('/api/v1/stations/{id}/charging-limits', { params: { path: { id: station } } })),
});

export const compositeQuery = (station: string, query: Asked) => ({
  queryKey: keys.schedule(station, query),
  queryFn: () =>
    body(api.GET('/api/v1/stations/{id}/composite-schedule', { params: { path: { id: station }, query } })),
  placeholderData: keepPreviousData,
  refetchInterval: 60_000,
});

/**
 * What a draft would come to, and what speaks against it; the station hears nothing of it.
 *
 * @param after what has happened to the station's profiles: an answer that was on its way meanwhile is an old one
 */
export const previewQuery = (
  station: string,
  { evse, chargingProfile }: { evse: number; chargingProfile: object },
  { evse: at, ...asked }: Asked,
  after: string,
) => ({
  queryKey: keys.schedule(station, { evse, chargingProfile, at, ...asked, after }),
  queryFn: () =>
    body(
      api.POST('/api/v1/stations/{id}/composite-schedule/preview', {
        params: { path: { id: station } },
        body: { evse, chargingProfile, at, ...asked },
      }),
    ),
  placeholderData: keepPreviousData,
  retry: false,
});
