import { expect, it } from 'vitest';
import { differs, limitAt, steps } from './schedule';

const PERIODS = [
  { startPeriod: 0, limit: 16 },
  { startPeriod: 3600, limit: 8 },
];

it('a limit holds until the next begins, the last to the end', () => {
  expect(
    steps(PERIODS, '2026-01-01T00:00:00Z', 7200).map(([at, limit]) => [(at - Date.UTC(2026, 0, 1)) / 1000, limit]),
  ).toEqual([
    [0, 16],
    [3600, 8],
    [7200, 8],
  ]);
  expect(limitAt(PERIODS, 3599)).toBe(16);
  expect(limitAt([], 0)).toBeUndefined();
});

it('two schedules are the same when they say the same, however they are cut', () => {
  expect(differs(PERIODS, [PERIODS[0], { startPeriod: 60, limit: 16 }, PERIODS[1]] as typeof PERIODS, 7200)).toBe(
    false,
  );
  expect(differs(PERIODS, [{ startPeriod: 0, limit: 16 }], 7200)).toBe(true);
  expect(differs([], [], 7200)).toBe(false);
});
