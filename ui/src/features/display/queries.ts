import { queryOptions } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { declared } from './message';

export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.displayMessages(id),
    queryFn: () =>
      body(api.GET('/api/v1/stations/{id}/display-messages', { params: { path: { id }, query: { status: 'all' } } })),
    refetchInterval: 30_000,
  });

const COMPONENT = 'DisplayMessageCtrlr';

export const declaredQuery = (id: string) =>
  queryOptions({
    queryKey: keys.variables(id, { component: COMPONENT }),
    queryFn: async () =>
      declared(
        (
          await body(
            api.GET('/api/v1/stations/{id}/variables', {
              params: { path: { id }, query: { component: COMPONENT, limit: 100 } },
            }),
          )
        ).items,
      ),
  });

/** Sends a command and waits a while for the station's answer. */
export function ask(id: string, command: object): Promise<Schemas['CommandView']> {
  return body(
    api.POST('/api/v1/stations/{id}/commands', {
      params: { path: { id }, query: { wait: '30s' } },
      body: command as never,
    }),
  );
}

/** Why it did not come to what was wanted; undefined when the station took it. */
export function refusal({ state, status, reason }: Schemas['CommandView']): string | undefined {
  if (state === 'answered' && status === 'Accepted') return undefined;
  return reason ?? status ?? state;
}
