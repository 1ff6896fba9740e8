import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { StationFilter } from './search';

export type StationRow = Schemas['StationRow'];
const PAGE = 200;

export const rowsQuery = (filter: StationFilter) =>
  infiniteQueryOptions({
    queryKey: keys.stationRowList(filter),
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/v1/overview/stations', {
          params: { query: { ...filter, limit: PAGE, after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** How many there are of each kind. */
export const sumsQuery = (filter: StationFilter) =>
  queryOptions({
    queryKey: keys.stationSums(filter),
    queryFn: ({ signal }) => body(api.GET('/api/v1/overview/stations/sums', { params: { query: filter }, signal })),
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
