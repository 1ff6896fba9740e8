import { expect, it } from 'vitest';
import { KINDS, kindOf, LETTERS, SEVERITY, worst } from './kinds';

it('what a station that is gone said last is not its state', () => {
  expect(kindOf('Charging', false)).toBe('offline');
});
it('an occupied connector of 2.x shows what its transaction does', () => {
  expect(kindOf('Occupied', true, 'SuspendedEV')).toBe('suspended');
  expect(kindOf('Occupied', true)).toBe('occupied');
});
it('each state has a letter of its own and a rank', () => {
  expect(new Set(Object.values(LETTERS)).size).toBe(KINDS.length);
  expect([...SEVERITY].sort()).toEqual([...KINDS].sort());
  expect(worst(['available', 'faulted', 'charging'])).toBe('faulted');
});
