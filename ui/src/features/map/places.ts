import type { Schemas } from '../../api/client';
import { type Kind, kindOf, SEVERITY } from '../status/kinds';

type Site = Schemas['SiteView'];
type Placed = Schemas['ConnectorsPlacedConnector'];

/** A site on the map: where it is, and how many of its connectors are in which state. */
export type Place = { site: Site; longitude: number; latitude: number; counts: Counts };
export type Counts = Partial<Record<Kind, number>>;

/** Sites with coordinates, and how many connectors stand at sites without. A site without its own takes those of the site above. */
export function places(sites: readonly Site[], placed: readonly Placed[]): { places: Place[]; unplaced: number } {
  const byName = new Map(sites.map((site) => [site.name, site]));
  const found = new Map<string, Place>();
  let unplaced = 0;
  for (const site of sites) {
    const { latitude, longitude } = site;
    if (latitude !== undefined && longitude !== undefined)
      found.set(site.name, { site, latitude, longitude, counts: {} });
  }
  for (const one of placed) {
    const place = placeOf(one.site, byName, found);
    const kind = kindOf(one.status, one.connected, one.transaction?.chargingState);
    if (place) place.counts[kind] = (place.counts[kind] ?? 0) + 1;
    else unplaced++;
  }
  return { places: [...found.values()], unplaced };
}

function placeOf(name: string, byName: ReadonlyMap<string, Site>, found: ReadonlyMap<string, Place>) {
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at); at = byName.get(at)?.parent) {
    const place = found.get(at);
    if (place) return place;
    seen.add(at);
  }
  return undefined;
}

/** Of several places together. */
export function added(one: Counts, other: Counts): Counts {
  const sum: Counts = { ...one };
  for (const kind of SEVERITY) {
    const more = other[kind];
    if (more) sum[kind] = (sum[kind] ?? 0) + more;
  }
  return sum;
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The state by which a mark is coloured; undefined where there is no connector. */
export function worstOf(counts: Counts): Kind | undefined {
  return SEVERITY.find((kind) => (counts[kind] ?? 0) > 0);
}
