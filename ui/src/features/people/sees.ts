import { mayOpen, SCREENS, type ScreenLabel } from '../../app/screens';
import { type Caller, mayAct, type Role } from '../session/roles';

/** What can be done, with the least role, and whether it concerns more than one site. */
const DEEDS = [
  { deed: 'see', least: 'viewer' },
  { deed: 'command', least: 'technician' },
  { deed: 'reserve', least: 'technician' },
  { deed: 'stations', least: 'operator' },
  { deed: 'tokens', least: 'operator', everywhere: true },
  { deed: 'sites', least: 'operator', everywhere: true },
  { deed: 'settings', least: 'administrator', everywhere: true },
  { deed: 'people', least: 'administrator', everywhere: true },
] as const satisfies readonly { deed: string; least: Role; everywhere?: true }[];

export type DeedName = (typeof DEEDS)[number]['deed'];

/** What somebody with that role, limited to those sites or not, may do and may not. */
export function deedsOf(caller: Caller): { deed: DeedName; may: boolean }[] {
  return DEEDS.map((one) => ({
    deed: one.deed,
    may: mayAct(caller, one.least) && !('everywhere' in one && caller.sites !== undefined),
  }));
}

export function screensSeen(caller: Caller): { label: ScreenLabel; may: boolean }[] {
  return SCREENS.flatMap(({ screens }) => [...screens]).map(({ label }) => ({ label, may: mayOpen(caller, label) }));
}

type Place = { name: string; parent?: string; stations: number };

/** How many stations stand at those sites and below them; all when there is no limit. */
export function stationsSeen(sites: readonly Place[], limit: readonly string[] | undefined): number {
  const seen = new Set(limit ?? sites.map(({ name }) => name));
  for (let more = true; more; ) {
    const below = sites.filter(({ name, parent }) => parent !== undefined && seen.has(parent) && !seen.has(name));
    for (const { name } of below) seen.add(name);
    more = below.length > 0;
  }
  return sites.filter(({ name }) => seen.has(name)).reduce((sum, { stations }) => sum + stations, 0);
}
