import { VOLTS } from './steps';

/** What the stations of a site may draw together. Pure; watts and seconds from the beginning. */

export type Part = { station: string; steps: readonly { startPeriod: number; limitW?: number | null }[] };
/** @param each what each part may draw, in their order; 0 where no limit is known */
export type Level = { second: number; each: number[]; sum: number };
export type Excess = { from: number; to: number; sum: number };

function limitAt({ steps }: Part, second: number): number | null {
  return steps.findLast(({ startPeriod }) => startPeriod <= second)?.limitW ?? null;
}

/** Those of which a limit is known at every moment; of the others nothing can be summed up. */
export function limited<T extends Part>(parts: readonly T[]): T[] {
  return parts.filter(({ steps }) => steps.every(({ limitW }) => limitW !== null && limitW !== undefined));
}

/** One above the other, from change to change. */
export function levels(parts: readonly Part[]): Level[] {
  const moments = [...new Set([0, ...parts.flatMap(({ steps }) => steps.map(({ startPeriod }) => startPeriod))])];
  return moments
    .sort((one, other) => one - other)
    .map((second) => {
      const each = parts.map((part) => limitAt(part, second) ?? 0);
      return { second, each, sum: each.reduce((sum, one) => sum + one, 0) };
    });
}

/** The lower of both limits, in watts; undefined without one. */
export function limitOf(limit: { amperesPerPhase?: number; watts?: number } | undefined): number | undefined {
  const all = [limit?.watts, limit?.amperesPerPhase && limit.amperesPerPhase * VOLTS * 3].flatMap((one) => one ?? []);
  return all.length > 0 ? Math.min(...all) : undefined;
}

/** When the sum is above the limit. */
export function excesses(all: readonly Level[], limit: number | undefined, duration: number): Excess[] {
  const found: Excess[] = [];
  all.forEach(({ second, sum }, index) => {
    if (limit === undefined || sum <= limit) return;
    const to = all[index + 1]?.second ?? duration;
    const last = found.at(-1);
    if (last?.to === second) Object.assign(last, { to, sum: Math.max(last.sum, sum) });
    else found.push({ from: second, to, sum });
  });
  return found;
}
