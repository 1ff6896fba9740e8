import { expect, it } from 'vitest';
import { CLOSE, OPEN, pseudo } from './pseudo';

it('the language that nobody speaks is longer, and between brackets once', () => {
  const told = pseudo('Take out of service');
  expect(told.startsWith(OPEN)).toBe(true);
  expect(told.endsWith(CLOSE)).toBe(true);
  expect(told.length).toBeGreaterThanOrEqual(19 * 1.4);
  expect(pseudo(told)).toBe(told);
  expect(pseudo('')).toBe('');
});
