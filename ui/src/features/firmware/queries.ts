import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

export type Image = Schemas['FirmwareImageView'];
export type Update = Schemas['FirmwareJobUpdate'];

/** How far back updates are shown that are over. */
export const DAYS = 30;

/** All of them: they are some dozens. */
export const imagesQuery = queryOptions({
  queryKey: keys.firmwareImages,
  queryFn: async () => {
    const all: Image[] = [];
    let after: string | undefined;
    do {
      const query = { limit: 500, ...(after !== undefined && { after }) };
      const page = await body(api.GET('/api/v1/firmware-images', { params: { query } }));
      all.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return all;
  },
});

export const usageQuery = queryOptions({
  queryKey: keys.fileUsage,
  queryFn: () => body(api.GET('/api/v1/files/usage')),
});

export const summaryQuery = queryOptions({
  queryKey: keys.firmwareSummary,
  queryFn: () => body(api.GET('/api/v1/firmware-jobs/summary', { params: { query: { days: DAYS } } })),
  refetchInterval: 10_000,
});

export const updatesQuery = (filter: { status?: string; stuck?: true }) =>
  infiniteQueryOptions({
    queryKey: keys.firmwareJobList(filter),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/firmware-jobs', { params: { query: { ...filter, days: DAYS, limit: 50, after: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  });

export const filesQuery = (station: string | undefined) =>
  infiniteQueryOptions({
    queryKey: keys.fileList({ station }),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/files', {
          params: { query: { kind: 'upload', limit: 50, after: pageParam, ...(station && { station }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
