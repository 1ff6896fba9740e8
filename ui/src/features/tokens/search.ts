/** What is looked at among the tokens, in the address. */
export type TokenSearch = { tab?: 'groups' | 'attempts' | 'try'; q?: string; group?: string };

export function tokenSearch(search: Record<string, unknown>): TokenSearch {
  const { tab, q, group } = search;
  return {
    ...((tab === 'groups' || tab === 'attempts' || tab === 'try') && { tab }),
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof group === 'string' && group !== '' && { group }),
  };
}
