import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { EMPTY, tariffOf, valuesOf } from './form';
import { dayName } from './words';

const KNOWN = {
  id: 'night',
  version: 3,
  since: '2026-01-01T00:00:00Z',
  name: 'Night',
  currency: 'EUR',
  taxIncluded: true,
  elements: [{ perKwh: 0.3, from: '22:00', until: '06:00', days: ['monday'] }],
  idleGraceMinutes: 10,
  rounding: 'halfEven',
  texts: { en: 'Night 30 cents' },
} as Schemas['TariffView'];

describe('the form of a tariff', () => {
  it('keeps what it does not show, and no number of a version', () => {
    const sent = tariffOf(valuesOf(KNOWN), KNOWN);
    expect(sent).toMatchObject({ rounding: 'halfEven', texts: { en: 'Night 30 cents' }, idleGraceMinutes: 10 });
    expect(sent).not.toHaveProperty('version');
    expect(sent).not.toHaveProperty('since');
  });
  it('takes prices as they are typed, with a comma or a point', () => {
    const values = { ...valuesOf(undefined), id: ' day ', elements: [{ ...EMPTY, perKwh: '0,49' }] };
    expect(tariffOf(values, undefined)).toMatchObject({ id: 'day', elements: [{ perKwh: '0.49' }] });
  });
});

it('days have names in every language', () => {
  expect(dayName('monday', 'en', 'long')).toBe('Monday');
  expect(dayName('sunday', 'de', 'long')).toBe('Sonntag');
});
