import type { Span } from './span';
import { DAY } from './zone';

/** Steps of a schedule while they are drawn. Pure. */

/**
 * A limit from here to the next.
 *
 * @param at seconds after the beginning of the schedule; 0 for the first
 * @param limit in amperes per phase, or watts
 * @param phases not told means three
 */
export type Step = { at: number; limit: number; phases?: number; phaseToUse?: number };
export type Unit = 'A' | 'W';

export const VOLTS = 230;
/** To what the pointer and the arrow keys keep. */
export const GRAIN: Record<Unit, number> = { A: 1, W: 500 };

/** The seconds to which a beginning snaps: a quarter of an hour, an hour in a week. */
export function grainOf(span: Pick<Span, 'seconds'>): number {
  return span.seconds > 2 * DAY ? 3_600 : 900;
}

export function snapped(value: number, grain: number): number {
  return Math.round(value / grain) * grain;
}

/** In their order, one at a moment, the first at 0. */
export function inOrder(steps: readonly Step[]): Step[] {
  const sorted = [...steps].sort((one, other) => one.at - other.at);
  const single = sorted.filter((step, index) => sorted[index + 1]?.at !== step.at);
  return single.map((step, index) => (index === 0 ? { ...step, at: 0 } : step));
}

/** Lets a step begin at another time, between its neighbours. The first one stays. */
export function moved(steps: readonly Step[], index: number, at: number, end: number, grain: number): Step[] {
  const step = steps[index];
  if (!step || index === 0) return [...steps];
  const least = (steps[index - 1]?.at ?? 0) + grain;
  const most = (steps[index + 1]?.at ?? end) - grain;
  if (least > most) return [...steps];
  return steps.with(index, { ...step, at: Math.min(most, Math.max(least, at)) });
}

/** At most one decimal is significant; never below nothing. */
export function raised(steps: readonly Step[], index: number, limit: number): Step[] {
  const step = steps[index];
  return step ? steps.with(index, { ...step, limit: Math.max(0, Math.round(limit * 10) / 10) }) : [...steps];
}

/** Splits a step in its middle. */
export function split(steps: readonly Step[], index: number, end: number, grain: number): Step[] {
  const step = steps[index];
  const next = steps[index + 1]?.at ?? end;
  if (!step || next - step.at < 2 * grain) return [...steps];
  return steps.toSpliced(index + 1, 0, { ...step, at: snapped((step.at + next) / 2, grain) });
}

/** What comes before it holds on; what follows the first one begins earlier. */
export function without(steps: readonly Step[], index: number): Step[] {
  return steps.length > 1 ? inOrder(steps.toSpliced(index, 1)) : [...steps];
}

/** The one that holds at that second. */
export function actingAt(steps: readonly Step[], second: number): number {
  return Math.max(
    0,
    steps.findLastIndex(({ at }) => at <= second),
  );
}

/** Draws a limit over a stretch of time; what was there after it goes on after it. */
export function painted(steps: readonly Step[], from: number, to: number, limit: number, end: number): Step[] {
  const low = Math.max(0, Math.min(from, to));
  const high = Math.min(end, Math.max(from, to));
  const before = steps[actingAt(steps, low)];
  const after = steps[actingAt(steps, high)];
  if (low === high || !before || !after) return [...steps];
  const made = steps.filter(({ at }) => at < low || at > high);
  made.push({ ...before, at: low, limit });
  if (high < end) made.push({ ...after, at: high });
  return inOrder(made).filter((step, index, all) => {
    const last = all[index - 1];
    const touched = step.at === low || step.at === high;
    return !(touched && last && last.limit === step.limit && last.phases === step.phases);
  });
}

/** The same limits in another unit: amperes are per phase, watts those of all phases together. */
export function inUnit(steps: readonly Step[], from: Unit, to: Unit): Step[] {
  if (from === to) return [...steps];
  return steps.map((step) => {
    const watts = VOLTS * (step.phases ?? 3);
    const limit = to === 'W' ? snapped(step.limit * watts, 100) : Math.floor((step.limit / watts) * 10) / 10;
    return { ...step, limit };
  });
}

/** Where the grid ends: what EVSEs usually have, or a little more than the highest step. */
export function ceiling(steps: readonly Step[], unit: Unit): number {
  const usual = unit === 'A' ? 32 : 24_000;
  const highest = Math.max(0, ...steps.map(({ limit }) => limit));
  if (highest <= usual) return usual;
  const grain = unit === 'A' ? 16 : 10_000;
  return Math.ceil((highest * 1.1) / grain) * grain;
}
