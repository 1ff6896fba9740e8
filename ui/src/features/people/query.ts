import { api, body } from '../../api/client';
import { keys } from '../../api/keys';

/** Everybody; people are few. */
export const peopleQuery = {
  queryKey: keys.people,
  queryFn: () => body(api.GET('/api/v1/operators')),
};
