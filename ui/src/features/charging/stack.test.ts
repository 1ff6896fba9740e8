import { expect, it } from 'vitest';
import { excesses, levels, limited, limitOf } from './stack';

const part = (station: string, ...steps: [startPeriod: number, limitW?: number][]) => ({
  station,
  steps: steps.map(([startPeriod, limitW]) => ({ startPeriod, limitW })),
});
const parts = [part('A', [0, 11_000], [3_600, 5_000]), part('B', [0, 7_000], [7_200, 22_000])];

it('puts what each station may draw above the other', () => {
  expect(levels(parts)).toEqual([
    { second: 0, each: [11_000, 7_000], sum: 18_000 },
    { second: 3_600, each: [5_000, 7_000], sum: 12_000 },
    { second: 7_200, each: [5_000, 22_000], sum: 27_000 },
  ]);
});

it('leaves out stations without a limit, of which nothing can be summed up', () => {
  expect(limited([...parts, part('C', [0])]).map(({ station }) => station)).toEqual(['A', 'B']);
});

it('tells when they come to more than the limit of the site', () => {
  expect(excesses(levels(parts), 15_000, 10_000)).toEqual([
    { from: 0, to: 3_600, sum: 18_000 },
    { from: 7_200, to: 10_000, sum: 27_000 },
  ]);
  expect(excesses(levels(parts), 11_000, 10_000)).toEqual([{ from: 0, to: 10_000, sum: 27_000 }]);
  expect(excesses(levels(parts), undefined, 10_000)).toEqual([]);
});

it('takes the lower of amperes and watts', () => {
  expect(limitOf({ amperesPerPhase: 63, watts: 40_000 })).toBe(40_000);
  expect(limitOf({ amperesPerPhase: 20, watts: 40_000 })).toBe(13_800);
  expect(limitOf({})).toBeUndefined();
  expect(limitOf(undefined)).toBeUndefined();
});
