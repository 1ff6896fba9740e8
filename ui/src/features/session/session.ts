import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { csrfToken } from '../../api/client';
import { keys } from '../../api/keys';

const ROLES = ['viewer', 'technician', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
export type Session = { name: string; displayName?: string; role: Role; sites?: string[] };

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

/** Whether the person may do what that role may. */
export function mayAct(session: Session | null | undefined, least: Role): boolean {
  return session != null && ROLES.indexOf(session.role) >= ROLES.indexOf(least);
}

export async function signOut(queries: QueryClient): Promise<void> {
  const token = csrfToken(document.cookie);
  await fetch('/api/v1/session', { method: 'DELETE', headers: token ? { 'X-XSRF-TOKEN': token } : {} });
  queries.clear();
  window.location.assign('/login');
}
