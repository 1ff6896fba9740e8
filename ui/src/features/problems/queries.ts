import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';

export const summaryQuery = {
  queryKey: keys.problemSummary,
  queryFn: () => body(api.GET('/api/v1/problems/summary')),
};

export const peopleQuery = {
  queryKey: keys.problemPeople,
  queryFn: () => body(api.GET('/api/v1/problems/people')),
  staleTime: 60_000,
};

export type Care = { acknowledged?: boolean; assignee?: string; snoozedUntil?: string; note?: string };

/** Changes what people do about problems, one or several. */
export function useCare() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, care }: { ids: readonly string[]; care: Care }) =>
      Promise.all(ids.map((id) => body(api.PATCH('/api/v1/problems/{id}', { params: { path: { id } }, body: care })))),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.problems }),
  });
}
