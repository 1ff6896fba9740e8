import type { Schemas } from '../../api/client';

type Reading = Schemas['ReadingView'];
type Point = [at: number, value: number | null];
export type Curves = {
  power: Point[];
  energy: Point[];
  soc: Point[];
  current: Point[];
  voltage: Point[];
  cost: Point[];
};

/** A gap is a gap: after this many usual intervals without a reading the line is broken. */
const GAP_FACTOR = 3;
const LEAST_GAP_MS = 30_000;

/**
 * Readings as curves, the oldest first. Where the station was silent for much longer than usual the line is broken, because nobody knows what
 * happened there; energy is counted from the register at the start.
 */
export function curves(
  readings: readonly Reading[],
  startWh: number | undefined,
  costs: readonly { at: string; total: number }[] = [],
): Curves {
  const ordered = [...readings].sort((one, other) => one.at.localeCompare(other.at));
  const times = ordered.map((reading) => new Date(reading.at).getTime());
  const gap = longest(times);
  const made: Curves = { power: [], energy: [], soc: [], current: [], voltage: [], cost: [] };
  ordered.forEach((reading, index) => {
    const at = times[index] as number;
    const before = times[index - 1];
    if (before !== undefined && at - before > gap)
      for (const curve of [made.power, made.energy, made.soc, made.current, made.voltage])
        curve.push([before + 1, null]);
    add(made.power, at, reading.powerW, 1 / 1_000);
    add(made.current, at, reading.currentA);
    add(made.voltage, at, reading.voltageV);
    add(made.soc, at, reading.socPercent);
    if (reading.energyWh !== undefined && startWh !== undefined)
      made.energy.push([at, (reading.energyWh - startWh) / 1_000]);
  });
  costs.forEach(({ at: time, total }, index) => {
    const at = Date.parse(time);
    const before = index > 0 ? Date.parse(costs[index - 1]?.at ?? time) : at;
    if (at - before > gap) made.cost.push([before + 1, null]);
    made.cost.push([at, total]);
  });
  return made;
}

function add(curve: Point[], at: number, value: number | undefined, factor = 1): void {
  if (value !== undefined) curve.push([at, value * factor]);
}

/** How long a silence may be before it counts as a gap: some times the median interval. */
function longest(times: readonly number[]): number {
  const steps = times
    .slice(1)
    .map((time, index) => time - (times[index] as number))
    .filter((step) => step > 0)
    .sort((one, other) => one - other);
  const median = steps[Math.floor(steps.length / 2)] ?? LEAST_GAP_MS;
  return Math.max(LEAST_GAP_MS, median * GAP_FACTOR);
}
