import { KINDS, type Kind } from '../status/kinds';

export const COLUMNS = [
  'site',
  'connection',
  'connectors',
  'power',
  'model',
  'firmware',
  'version',
  'registration',
  'findings',
  'seen',
] as const;
export type Column = (typeof COLUMNS)[number];
export const USUAL: readonly Column[] = ['connection', 'connectors', 'power', 'model', 'version', 'findings', 'seen'];

/** What a list of stations is filtered by; stands in the address, so that a view can be kept and sent to others. */
export type StationSearch = {
  q?: string;
  connected?: boolean;
  state?: Kind[];
  site?: string[];
  version?: string[];
  model?: string[];
  firmware?: string[];
  findings?: boolean;
  columns?: Column[];
  open?: string;
};
export type StationFilter = Omit<StationSearch, 'columns' | 'open'>;

export function stationSearch(search: Record<string, unknown>): StationSearch {
  const made: StationSearch = {};
  const q = text(search.q);
  if (q) made.q = q;
  if (typeof search.connected === 'boolean') made.connected = search.connected;
  const state = texts(search.state).filter((kind) => KINDS.some((known) => known === kind));
  if (state.length > 0) made.state = state as Kind[];
  for (const list of ['site', 'version', 'model', 'firmware'] as const) {
    const values = texts(search[list]);
    if (values.length > 0) made[list] = values;
  }
  if (search.findings === true) made.findings = true;
  const columns = texts(search.columns).filter((name) => COLUMNS.some((known) => known === name));
  if (columns.length > 0) made.columns = columns as Column[];
  const open = text(search.open);
  if (open) made.open = open;
  return made;
}

/** Identities of digits alone arrive as numbers. */
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(text).filter(Boolean);
}

/** What the server is asked for. */
export function filterOf({ columns: _, open: __, ...filter }: StationSearch): StationFilter {
  return filter;
}
