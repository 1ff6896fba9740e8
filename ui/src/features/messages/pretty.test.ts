import { expect, it } from 'vitest';
import { marks, pretty } from './pretty';

const FRAME = [2, 'm1', 'MeterValues', { connectorId: 1, 'a/b': [{ value: 'x' }, { value: 'y' }], empty: {} }];

it('the lines are the JSON', () => {
  expect(
    pretty(FRAME)
      .map(({ text }) => text)
      .join('\n'),
  ).toBe(JSON.stringify(FRAME, null, 2));
});

it('of two equal names only the one at the place is marked', () => {
  const lines = pretty(FRAME);
  const marked = marks(lines, ['/a~1b/1/value'], 3);
  expect(lines.filter(({ path }) => marked.has(path)).map(({ text }) => text.trim())).toEqual(['"value": "y"']);
});

it('what is missing is marked at what should hold it', () => {
  const lines = pretty(FRAME);
  expect([...marks(lines, ['/empty/timestamp'], 3)]).toEqual(['/3/empty']);
  expect([...marks(lines, ['/'], 3)]).toEqual(['/3']);
});
