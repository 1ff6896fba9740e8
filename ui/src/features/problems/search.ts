/** What problems are filtered by, in the address. */
export type ProblemSearch = {
  q?: string;
  kind?: string;
  severity?: 'minor' | 'major' | 'critical';
  site?: string;
  assignee?: string;
  show?: 'snoozed' | 'closed';
};

const TEXTS = ['q', 'kind', 'site', 'assignee'] as const;

export function problemSearch(search: Record<string, unknown>): ProblemSearch {
  const { severity, show } = search;
  const texts = Object.fromEntries(
    TEXTS.filter((name) => typeof search[name] === 'string' && search[name] !== '').map((name) => [name, search[name]]),
  );
  return {
    ...texts,
    ...((severity === 'minor' || severity === 'major' || severity === 'critical') && { severity }),
    ...((show === 'snoozed' || show === 'closed') && { show }),
  };
}

/** The same for the API. */
export function asked({ show, kind, ...search }: ProblemSearch) {
  return {
    ...search,
    ...(kind && { kind: [kind] }),
    ...(show === 'closed' ? { state: 'closed' } : { snoozed: show === 'snoozed' }),
  };
}
