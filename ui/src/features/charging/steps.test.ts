import { expect, it } from 'vitest';
import { actingAt, ceiling, grainOf, inOrder, inUnit, moved, painted, raised, snapped, split, without } from './steps';
import { DAY, HOUR } from './zone';

const QUARTER = 900;
const flat = [{ at: 0, limit: 16 }];
const three = [
  { at: 0, limit: 16 },
  { at: 6 * HOUR, limit: 8, phases: 1 },
  { at: 12 * HOUR, limit: 16 },
];

it('paints a stretch, and goes on after it as before', () => {
  expect(painted(flat, 12 * HOUR, 18 * HOUR, 8, DAY)).toEqual([
    { at: 0, limit: 16 },
    { at: 12 * HOUR, limit: 8 },
    { at: 18 * HOUR, limit: 16 },
  ]);
  expect(painted(flat, 18 * HOUR, DAY, 8, DAY)).toHaveLength(2);
  expect(painted(flat, 6 * HOUR, 0, 8, DAY)[0]).toEqual({ at: 0, limit: 8 });
  expect(painted(flat, 0, DAY, 10, DAY)).toEqual([{ at: 0, limit: 10 }]);
  expect(painted(flat, HOUR, HOUR, 8, DAY)).toEqual(flat);
});

it('paints over steps, and makes one of neighbours that then say the same', () => {
  expect(painted(three, 5 * HOUR, 13 * HOUR, 16, DAY)).toEqual([{ at: 0, limit: 16 }]);
  expect(painted(three, 7 * HOUR, 8 * HOUR, 20, DAY)).toEqual([
    { at: 0, limit: 16 },
    { at: 6 * HOUR, limit: 8, phases: 1 },
    { at: 7 * HOUR, limit: 20, phases: 1 },
    { at: 8 * HOUR, limit: 8, phases: 1 },
    { at: 12 * HOUR, limit: 16 },
  ]);
});

it('moves an edge between its neighbours only, and never the first', () => {
  expect(moved(three, 1, 7 * HOUR, DAY, QUARTER)[1]?.at).toBe(7 * HOUR);
  expect(moved(three, 1, 13 * HOUR, DAY, QUARTER)[1]?.at).toBe(12 * HOUR - QUARTER);
  expect(moved(three, 1, -5, DAY, QUARTER)[1]?.at).toBe(QUARTER);
  expect(moved(three, 0, HOUR, DAY, QUARTER)).toEqual(three);
});

it('raises and lowers, with one decimal and not below nothing', () => {
  expect(raised(three, 1, 8.46)[1]?.limit).toBe(8.5);
  expect(raised(three, 1, -3)[1]?.limit).toBe(0);
});

it('splits a step in its middle while there is room', () => {
  expect(split(three, 1, DAY, QUARTER)[2]).toEqual({ at: 9 * HOUR, limit: 8, phases: 1 });
  expect(split([{ at: 0, limit: 1 }], 0, QUARTER, QUARTER)).toHaveLength(1);
});

it('always begins at 0, whatever is removed', () => {
  expect(without(three, 0)[0]).toEqual({ at: 0, limit: 8, phases: 1 });
  expect(without(flat, 0)).toEqual(flat);
  expect(inOrder([three[2], three[1]].flatMap((step) => step ?? []))[0]?.at).toBe(0);
});

it('finds the step that holds', () => {
  expect([0, 6 * HOUR - 1, 6 * HOUR, DAY].map((second) => actingAt(three, second))).toEqual([0, 0, 1, 2]);
});

it('turns amperes of each phase into watts of all, and back without a gain', () => {
  const watts = inUnit(three, 'A', 'W');
  expect(watts.map(({ limit }) => limit)).toEqual([11_000, 1_800, 11_000]);
  expect(inUnit([{ at: 0, limit: 11_000 }], 'W', 'A')).toEqual([{ at: 0, limit: 15.9 }]);
});

it('snaps to quarters of a day and hours of a week', () => {
  expect(grainOf({ seconds: 23 * HOUR })).toBe(QUARTER);
  expect(grainOf({ seconds: 7 * DAY })).toBe(HOUR);
  expect(snapped(HOUR + 400, QUARTER)).toBe(HOUR);
});

it('leaves room above the highest step', () => {
  expect(ceiling(flat, 'A')).toBe(32);
  expect(ceiling([{ at: 0, limit: 60 }], 'A')).toBe(80);
  expect(ceiling([{ at: 0, limit: 50_000 }], 'W')).toBe(60_000);
});
