import { api, body } from '../../api/client';
import { keys } from '../../api/keys';

export const transactionQuery = (id: string) => ({
  queryKey: keys.transaction(id),
  queryFn: () => body(api.GET('/api/v1/transactions/{id}', { params: { path: { id } } })),
});

/** What it came to, from its start until now. */
export const costCurveQuery = (id: string) => ({
  queryKey: keys.costCurve(id),
  queryFn: () => body(api.GET('/api/v1/transactions/{id}/cost-curve', { params: { path: { id } } })),
});

/** The newest readings; a chart holds no more points than a screen shows. */
export const readingsQuery = (id: string) => ({
  queryKey: keys.readings(id),
  queryFn: () =>
    body(
      api.GET('/api/v1/transactions/{id}/readings', {
        params: { path: { id }, query: { order: 'newest', limit: 500 } },
      }),
    ),
});
