import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import type { Variable } from './tree';

/** Everything that a station told of its values: a few thousand at most, so that one can search all at once. */
export const variablesQuery = (station: string) => ({
  queryKey: keys.variables(station, 'all'),
  queryFn: async (): Promise<Variable[]> => {
    const found: Variable[] = [];
    let after: string | undefined;
    do {
      const page = await body(
        api.GET('/api/v1/stations/{id}/variables', { params: { path: { id: station }, query: { limit: 500, after } } }),
      );
      found.push(...page.items);
      after = page.next;
    } while (after);
    return found;
  },
});
