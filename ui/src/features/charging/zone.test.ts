import { expect, it } from 'vitest';
import { changes, daysLater, momentOf, nextChange, wallOf } from './zone';

const BERLIN = 'Europe/Berlin';
const at = (time: string) => Date.parse(time);

it('knows what clocks on walls show, and when', () => {
  expect(wallOf(BERLIN, at('2026-03-29T00:59:00Z'))).toBe('2026-03-29T01:59');
  expect(wallOf(BERLIN, at('2026-03-29T01:00:00Z'))).toBe('2026-03-29T03:00');
  expect(momentOf(BERLIN, '2026-03-29T12:00')).toBe(at('2026-03-29T10:00:00Z'));
  expect(momentOf('UTC', '2026-03-29T12:00')).toBe(at('2026-03-29T12:00:00Z'));
});

it('takes a time that is left out as much later, and one that comes twice the first time', () => {
  expect(momentOf(BERLIN, '2026-03-29T02:30')).toBe(at('2026-03-29T01:30:00Z'));
  expect(momentOf(BERLIN, '2026-10-25T02:30')).toBe(at('2026-10-25T00:30:00Z'));
});

it('finds each moment at which clocks are changed', () => {
  expect(changes(BERLIN, at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'))).toEqual([
    { at: at('2026-03-29T01:00:00Z'), minutes: 60 },
  ]);
  expect(changes(BERLIN, at('2026-10-24T22:17:00Z'), at('2026-10-25T23:00:00Z'))).toEqual([
    { at: at('2026-10-25T01:00:00Z'), minutes: -60 },
  ]);
  expect(changes('Australia/Lord_Howe', at('2026-04-03T00:00:00Z'), at('2026-04-06T00:00:00Z'))[0]?.minutes).toBe(-30);
  expect(changes(BERLIN, at('2026-06-01T00:00:00Z'), at('2026-06-08T00:00:00Z'))).toEqual([]);
});

it('tells the next change, and that some zones have none', () => {
  expect(nextChange(BERLIN, at('2026-11-20T12:00:00Z'))).toEqual({ at: at('2027-03-28T01:00:00Z'), minutes: 60 });
  expect(nextChange('UTC', at('2026-11-20T12:00:00Z'))).toBeUndefined();
});

it('goes on by days of the calendar', () => {
  expect(daysLater('2026-02-28T22:15', 1)).toBe('2026-03-01T22:15');
});
