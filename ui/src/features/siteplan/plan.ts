import type { Schemas } from '../../api/client';
import { type Kind, worst } from '../status/kinds';

/** Parts of the picture's width and height, from the left and from the top. */
export type Point = { x: number; y: number };

const STEP = 0.01;
const LARGE_STEP = 0.05;
const COLUMNS = 8;

export function within(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

/** Where a key moves something to; undefined when it moves nothing. */
export function moved({ x, y }: Point, key: string, far: boolean): Point | undefined {
  const step = far ? LARGE_STEP : STEP;
  const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[key];
  return by && { x: within(x + (by[0] ?? 0)), y: within(y + (by[1] ?? 0)) };
}

/** Where the next station is put at first, so that no two lie on each other. */
export function nextPlace(placed: number): Point {
  const column = placed % COLUMNS;
  const row = Math.floor(placed / COLUMNS) % COLUMNS;
  return { x: within((column + 0.5) / COLUMNS), y: within((row + 0.5) / COLUMNS) };
}

/** By what a station's mark is coloured: the worst of its connectors. */
export function kindOfStation({
  connected,
  connectors,
}: Pick<Schemas['StationRow'], 'connected' | 'connectors'>): Kind {
  if (!connected) return 'offline';
  return worst(connectors.map(({ kind }) => kind as Kind)) ?? 'available';
}
