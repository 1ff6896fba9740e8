import { api, body } from '../../api/client';
import { keys } from '../../api/keys';

export const rulesQuery = { queryKey: keys.alertRules, queryFn: () => body(api.GET('/api/v1/alert-rules')) };
export const routesQuery = { queryKey: keys.alertRoutes, queryFn: () => body(api.GET('/api/v1/alert-routes')) };
export const mailQuery = { queryKey: keys.mailServer, queryFn: () => body(api.GET('/api/v1/mail-server')) };
