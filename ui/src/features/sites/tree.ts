/** What the tree needs to know of a site; stations stand at the site itself. */
export type Place = { name: string; parent?: string; stations: number };

/** A site in the order of the tree, with what stands at it and below it. */
export type Branch<T extends Place> = { site: T; depth: number; below: number; total: number };

/** The tree from top to bottom, each site followed by those below it; a parent that is not known counts as none. */
export function branches<T extends Place>(sites: readonly T[]): Branch<T>[] {
  const known = new Set(sites.map(({ name }) => name));
  const children = new Map<string, T[]>();
  for (const site of [...sites].sort((one, other) => one.name.localeCompare(other.name))) {
    const above = site.parent !== undefined && known.has(site.parent) ? site.parent : '';
    children.set(above, [...(children.get(above) ?? []), site]);
  }
  const found: Branch<T>[] = [];
  const walk = (above: string, depth: number): number => {
    let sum = 0;
    for (const site of children.get(above) ?? []) {
      const branch: Branch<T> = { site, depth, below: children.get(site.name)?.length ?? 0, total: site.stations };
      found.push(branch);
      branch.total += walk(site.name, depth + 1);
      sum += branch.total;
    }
    return sum;
  };
  walk('', 0);
  return found;
}

/** A site and all that stand below it. */
export function withBelow(sites: readonly Pick<Place, 'name' | 'parent'>[], name: string): string[] {
  const own = new Set([name]);
  for (let more = true; more; ) {
    const next = sites.filter((site) => site.parent !== undefined && own.has(site.parent) && !own.has(site.name));
    for (const site of next) own.add(site.name);
    more = next.length > 0;
  }
  return [...own];
}

/** The sites that a site may be put below: neither itself nor what stands below it. */
export function mayStandBelow(sites: readonly Place[], name: string): string[] {
  const own = new Set(withBelow(sites, name));
  return sites.map((site) => site.name).filter((one) => !own.has(one));
}
