import { describe, expect, it } from 'vitest';
import { formOf, valuesOf } from './form';

const SITE = {
  name: 'Zurich',
  parent: 'Swiss',
  address: { city: 'Zürich', country: 'CH' },
  timeZone: 'Europe/Zurich',
  currency: 'CHF',
  stations: 2,
};

describe('the form of a site', () => {
  it('tells what differs, and nothing else', () => {
    expect(formOf(valuesOf(SITE), SITE)).toEqual({});
    expect(formOf({ ...valuesOf(SITE), parent: '', watts: 22.5 }, SITE)).toEqual({
      parent: '',
      limit: { amperesPerPhase: undefined, watts: 22_500 },
    });
  });
  it('keeps the rest of an address of which one line changes', () => {
    expect(formOf({ ...valuesOf(SITE), street: 'Bahnhofplatz 15' }, SITE).address).toEqual({
      street: 'Bahnhofplatz 15',
      postalCode: undefined,
      city: 'Zürich',
      country: 'CH',
    });
  });
  it('of a new one leaves to the server what was not entered', () => {
    expect(formOf({ ...valuesOf(undefined, 'Swiss'), name: 'Bern' }, undefined)).toEqual({
      name: 'Bern',
      parent: 'Swiss',
    });
  });
});
