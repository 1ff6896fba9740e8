import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

export type Template = Schemas['TemplateView'];
export type StationDrift = Schemas['TemplateStationDrift'];

export const templatesQuery = {
  queryKey: keys.templates,
  queryFn: () => body(api.GET('/api/v1/templates')),
};

export const templateQuery = (id: string) => ({
  queryKey: keys.template(id),
  queryFn: () => body(api.GET('/api/v1/templates/{id}', { params: { path: { id } } })),
  refetchInterval: 15_000,
});

export const STANDINGS = ['drifted', 'unknown', 'inLine', 'notMeant'] as const;
