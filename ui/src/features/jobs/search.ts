export const KINDS = ['command', 'configuration', 'firmware', 'certificate', 'localList'] as const;
export const STATES = ['running', 'paused', 'halted', 'done', 'cancelled'] as const;
export const STATION_STATES = ['waiting', 'running', 'done', 'failed', 'unknown', 'skipped', 'cancelled'] as const;

export type JobSearch = { kind?: (typeof KINDS)[number]; state?: (typeof STATES)[number] };

export function jobSearch(search: Record<string, unknown>): JobSearch {
  const kind = KINDS.find((known) => known === search.kind);
  const state = STATES.find((known) => known === search.state);
  return { ...(kind && { kind }), ...(state && { state }) };
}

/** What a new job begins with: stands in the address, so that other pages can lead to it. */
export type NewJobSearch = {
  template?: string;
  kind?: (typeof KINDS)[number];
  q?: string;
  stations?: string;
  image?: string;
};

export function newJobSearch(search: Record<string, unknown>): NewJobSearch {
  const { template, q, stations, image } = search;
  const kind = KINDS.find((known) => known === search.kind);
  return {
    ...(typeof template === 'string' && template !== '' && { template }),
    ...(kind && { kind }),
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof stations === 'string' && stations !== '' && { stations }),
    ...(typeof image === 'string' && image !== '' && { image }),
  };
}
