import { expect, it } from 'vitest';
import { differences, limitAt, lineOf, rows } from './difference';

const START = '2026-06-10T12:00:00Z';
const from = Date.parse(START);
const HOUR = 3_600;
const line = (...steps: [at: number, limit: number | null][]) =>
  lineOf(
    steps.map(([startPeriod, limit]) => ({ startPeriod, limit })),
    START,
    4 * HOUR,
  );

it('finds where the station says something else, and what that means', () => {
  const ours = line([0, 16], [HOUR, 8], [2 * HOUR, 16]);
  expect(differences(ours, line([0, 16], [HOUR, 8], [2 * HOUR, 16]))).toEqual([]);
  expect(differences(ours, line([0, 16]))).toEqual([
    { from: from + HOUR * 1_000, to: from + 2 * HOUR * 1_000, ours: 8, theirs: 16, more: true },
  ]);
  expect(differences(ours, line([0, 6]))[0]).toMatchObject({ ours: 16, theirs: 6, more: false });
  expect(differences(ours, line([0, null]))[0]).toMatchObject({ theirs: null, more: true });
});

it('makes one of neighbours that differ in the same way', () => {
  expect(differences(line([0, 16], [HOUR, 16]), line([0, 10]))).toHaveLength(1);
});

it('takes rounding, slivers and limits of the station alone for no difference', () => {
  expect(differences(line([0, 16]), line([0, 15.95]))).toEqual([]);
  expect(differences(line([0, 16], [HOUR, 8]), line([0, 16], [HOUR + 30, 8]))).toEqual([]);
  expect(differences(line([0, null]), line([0, 32]))).toEqual([]);
});

it('compares only what both cover', () => {
  const later = lineOf([{ startPeriod: 0, limit: 8 }], '2026-06-10T15:00:00Z', 4 * HOUR);
  expect(differences(line([0, 16]), later)).toEqual([
    { from: from + 3 * HOUR * 1_000, to: from + 4 * HOUR * 1_000, ours: 16, theirs: 8, more: false },
  ]);
  expect(limitAt(later, from)).toBeUndefined();
});

it('lists what each says from change to change', () => {
  const made = rows([line([0, 16], [HOUR, 8]), line([0, 16], [2 * HOUR, null])], from, from + 4 * HOUR * 1_000);
  expect(made.map(({ limits }) => limits)).toEqual([
    [16, 16],
    [8, 16],
    [8, null],
  ]);
});
