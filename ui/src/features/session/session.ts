import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { csrfToken } from '../../api/client';
import { keys } from '../../api/keys';
import type { Caller } from './roles';

export { mayAct, ROLES, type Role } from './roles';

export type Session = Caller & { name: string; displayName?: string; language?: string; via: string };

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async (): Promise<Session | null> => {
    const answer = await fetch('/api/v1/session');
    if (answer.status === 401) return null;
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return (await answer.json()) as Session;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export function useSession(): Session | null | undefined {
  return useQuery(sessionQuery).data;
}

export async function signOut(queries: QueryClient): Promise<void> {
  const token = csrfToken(document.cookie);
  await fetch('/api/v1/session', { method: 'DELETE', headers: token ? { 'X-XSRF-TOKEN': token } : {} });
  queries.clear();
  window.location.assign('/login');
}
