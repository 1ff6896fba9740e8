/** When certificates end, in twelve months from now on; pure. Months are those of the browser's calendar. */

export const KINDS = ['login', 'charging', 'root', 'own'] as const;
type Kind = (typeof KINDS)[number];

/** Certificates of one type that end in one month; over and unknown are months, too. */
export type Ending = { month: string; type: string; certificates: number; stations: number; firstEnd?: string };

export type Bar = { month: string; total: number; of: Record<Kind, number> };

/** What a certificate is for: to log in, to talk with cars, to trust others, or that of the server or an authority. */
export function kindOf(type: string): Kind {
  if (/RootCertificate$/.test(type)) return 'root';
  if (type === 'ChargingStationCertificate' || type === 'CombinedCertificate') return 'login';
  return /^V2G/.test(type) ? 'charging' : 'own';
}

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}

/** The month of now and the eleven after it. */
export function months(now: Date): string[] {
  return Array.from({ length: 12 }, (_, next) => monthOf(new Date(now.getFullYear(), now.getMonth() + next, 1)));
}

/** Those that belong to no station, counted like the others. */
export function endingsOf(own: readonly { role: string; notAfter: string }[], now: Date): Ending[] {
  return own.map(({ role, notAfter }) => ({
    month: new Date(notAfter) < now ? 'over' : monthOf(new Date(notAfter)),
    type: role,
    certificates: 1,
    stations: 0,
    firstEnd: notAfter,
  }));
}

/** What has ended, twelve months, what ends later, and what nobody knows the end of. */
export function bars(endings: readonly Ending[], now: Date): Bar[] {
  const shown = ['over', ...months(now), 'later', 'unknown'].map((month) => ({
    month,
    total: 0,
    of: { login: 0, charging: 0, root: 0, own: 0 },
  }));
  for (const { month, type, certificates } of endings) {
    const bar = shown.find((one) => one.month === month) ?? shown.find((one) => one.month === 'later');
    if (!bar) continue;
    bar.of[kindOf(type)] += certificates;
    bar.total += certificates;
  }
  return shown;
}

type Bounds = { since?: string; until?: string; endKnown?: false };

/** From which end to which a bar counts, for the list below it. */
export function bounds(month: string, now: Date): Bounds {
  const start = (year: number, index: number) => new Date(year, index, 1).toISOString();
  if (month === 'over') return { until: now.toISOString() };
  if (month === 'unknown') return { endKnown: false };
  if (month === 'later') return { since: start(now.getFullYear(), now.getMonth() + 12) };
  const [year, index] = month.split('-').map(Number);
  if (!year || !index) return {};
  const since = start(year, index - 1);
  // What ended in this month already stands under "over".
  return { since: month === monthOf(now) ? now.toISOString() : since, until: start(year, index) };
}

export type Consequence = { type: string; certificates: number; stations: number; firstEnd: string; over: boolean };

/** What ends within the twelve months or has ended, by type; the soonest first. */
export function consequences(endings: readonly Ending[], now: Date): Consequence[] {
  const near = new Set(['over', ...months(now)]);
  const found = new Map<string, Consequence>();
  for (const { month, type, certificates, stations, firstEnd } of endings) {
    if (!near.has(month) || !firstEnd) continue;
    const known = found.get(type);
    found.set(type, {
      type,
      certificates: (known?.certificates ?? 0) + certificates,
      stations: (known?.stations ?? 0) + stations,
      firstEnd: known && known.firstEnd < firstEnd ? known.firstEnd : firstEnd,
      over: known?.over || month === 'over',
    });
  }
  return [...found.values()].sort((one, other) => one.firstEnd.localeCompare(other.firstEnd));
}

/** The name in a distinguished name: CN, or all of it where it has none. */
export function commonName(name: string): string {
  const found = /(?:^|,)\s*CN=((?:\\.|[^,\\])+)/i.exec(name);
  return found?.[1]?.replaceAll(/\\(.)/g, '$1') ?? name;
}
