import { expect, it } from 'vitest';
import { clockAt, clockTyped, dateAt, datesOf, daysFrom, fromCharging, secondOf } from './span';
import { HOUR } from './zone';

const BERLIN = 'Europe/Berlin';
const day = (date: string) => daysFrom(BERLIN, `${date}T00:00`, 1, 'en');

it('has 24 hours, but 23 or 25 on the days on which clocks are changed', () => {
  expect(day('2026-06-10')).toMatchObject({ seconds: 24 * HOUR, changes: [] });
  expect(day('2026-03-29')).toMatchObject({ seconds: 23 * HOUR, changes: [{ second: 2 * HOUR, minutes: 60 }] });
  expect(day('2026-10-25')).toMatchObject({ seconds: 25 * HOUR, changes: [{ second: 3 * HOUR, minutes: -60 }] });
  expect(daysFrom(BERLIN, '2026-03-23T00:00', 7, 'en').seconds).toBe(167 * HOUR);
});

it('marks the hours that the clock on the wall shows', () => {
  const words = (date: string) =>
    day(date)
      .ticks.filter(({ text }) => text)
      .map(({ second, text }) => [second / HOUR, text]);
  expect(words('2026-03-29').slice(0, 3)).toEqual([
    [0, '00:00'],
    [2, '03:00'],
    [5, '06:00'],
  ]);
  expect(words('2026-10-25').slice(0, 3)).toEqual([
    [0, '00:00'],
    [4, '03:00'],
    [7, '06:00'],
  ]);
});

it('turns seconds into clock times and back, across the change', () => {
  const short = day('2026-03-29');
  expect(clockAt(short, 6 * HOUR)).toBe('07:00');
  expect(secondOf(short, '07:00')).toBe(6 * HOUR);
  const long = day('2026-10-25');
  expect(clockAt(long, 6 * HOUR)).toBe('05:00');
  expect(secondOf(long, '05:00')).toBe(6 * HOUR);
  expect(secondOf(long, '25:00')).toBeUndefined();
});

it('begins when the schedule does, not at midnight', () => {
  const night = daysFrom(BERLIN, '2026-06-10T22:00', 1, 'en');
  expect(clockAt(night, 3 * HOUR)).toBe('01:00');
  expect(secondOf(night, '01:00')).toBe(3 * HOUR);
  expect(datesOf(night)).toEqual(['2026-06-10', '2026-06-11']);
});

it('has the days of a week', () => {
  const week = daysFrom(BERLIN, '2026-06-10T00:00', 7, 'en');
  expect(week.long).toBe(true);
  expect(datesOf(week)).toHaveLength(7);
  expect(dateAt(week, 50 * HOUR)).toBe('2026-06-12');
  expect(secondOf(week, '02:00', '2026-06-12')).toBe(50 * HOUR);
});

it('counts from the start of charging where no clock matters', () => {
  const relative = fromCharging(24 * HOUR);
  expect(clockAt(relative, 90 * 60)).toBe('01:30');
  expect(secondOf(relative, '01:30')).toBe(90 * 60);
  expect(relative.ticks.filter(({ text }) => text).map(({ text }) => text)[1]).toBe('+3 h');
});

it('understands how people type a time', () => {
  expect(['8', '8:30', '0830', '08.30', '830', 'noon'].map(clockTyped)).toEqual([
    '08:00',
    '08:30',
    '08:30',
    '08:30',
    '08:30',
    '',
  ]);
});
