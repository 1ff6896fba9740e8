import { api, body } from '../../api/client';
import { keys } from '../../api/keys';

export const stationQuery = (id: string) => ({
  queryKey: keys.station(id),
  queryFn: () => body(api.GET('/api/v1/stations/{id}', { params: { path: { id } } })),
});

export const connectorsQuery = (id: string) => ({
  queryKey: keys.connectors(id),
  queryFn: () => body(api.GET('/api/v1/stations/{id}/connectors', { params: { path: { id } } })),
});

/** Who was refused under this identity. */
export const refusalsQuery = (id: string) => ({
  queryKey: keys.refusals(id),
  queryFn: () => body(api.GET('/api/v1/stations/{id}/connection-attempts', { params: { path: { id } } })),
});
