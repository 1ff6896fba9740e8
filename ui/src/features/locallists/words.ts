import type { Schemas } from '../../api/client';

type ListedAs = Schemas['LocalListListedAs'];

/** In which parts two words on a token differ; pure. */
export function differing(one: ListedAs | undefined, other: ListedAs | undefined): (keyof ListedAs)[] {
  if (!one || !other) return [];
  return (['status', 'validUntil', 'group'] as const).filter((part) => (one[part] ?? '') !== (other[part] ?? ''));
}
