/** What the audit is filtered by, in the address. */
export type AuditSearch = { actor?: string; kind?: AuditKind; object?: string; since?: string; until?: string };

/** What can be asked for, and how the API is asked for it. */
export const KINDS = {
  session: 'session.*',
  command: 'command.*',
  station: 'station.*',
  token: 'token.*',
  site: 'site.*',
  person: 'operator.*',
  apiToken: 'api-token.*',
  settings: 'settings.*',
  denied: '*.denied',
} as const;
type AuditKind = keyof typeof KINDS;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const time = (value: unknown) => (text(value) && !Number.isNaN(Date.parse(String(value))) ? String(value) : undefined);

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const found: AuditSearch = {
    actor: text(search.actor),
    kind: typeof search.kind === 'string' && search.kind in KINDS ? (search.kind as AuditKind) : undefined,
    object: text(search.object),
    since: time(search.since),
    until: time(search.until),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** As the API is asked; part of an object's name is enough. */
export function asked({ actor, kind, object, since, until }: AuditSearch) {
  return { actor, action: kind && KINDS[kind], object: object && `*${object}*`, since, until };
}
