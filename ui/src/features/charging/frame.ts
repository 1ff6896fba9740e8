/** Where a schedule stands on the screen. Pure. */

export type Frame = { width: number; height: number; seconds: number; most: number };

const LEFT = 44;
const RIGHT = 12;
const TOP = 22;
const BOTTOM = 24;

export const plotOf = ({ width, height }: Pick<Frame, 'width' | 'height'>) => ({
  left: LEFT,
  top: TOP,
  right: Math.max(LEFT + 1, width - RIGHT),
  bottom: height - BOTTOM,
});

export function xOf(frame: Frame, second: number): number {
  const { left, right } = plotOf(frame);
  return left + (second / frame.seconds) * (right - left);
}

export function yOf(frame: Frame, limit: number): number {
  const { top, bottom } = plotOf(frame);
  return bottom - (limit / frame.most) * (bottom - top);
}

export function secondAt(frame: Frame, x: number): number {
  const { left, right } = plotOf(frame);
  return Math.min(frame.seconds, Math.max(0, ((x - left) / (right - left)) * frame.seconds));
}

export function limitAtHeight(frame: Frame, y: number): number {
  const { top, bottom } = plotOf(frame);
  return Math.min(frame.most, Math.max(0, ((bottom - y) / (bottom - top)) * frame.most));
}

/** Round values for the lines of the grid, from nothing to the most. */
export function levels(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const grain = [1, 2, 2.5, 4, 5, 6, 8, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.floor(most / grain) + 1 }, (_, index) => index * grain);
}

/** A line of steps; it is broken where there is no limit. */
export function path(points: readonly { from: number; to: number; y: number | null }[]): string {
  let drawn = '';
  let last: number | null = null;
  for (const { from, to, y } of points) {
    if (y !== null) drawn += `${last === null ? 'M' : 'L'}${from} ${y}H${to}`;
    last = y;
  }
  return drawn;
}
