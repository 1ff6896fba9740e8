import { describe, expect, it } from 'vitest';
import { bodyOf, fieldOf, valuesOf } from './form';
import { alertSearch } from './search';

describe('the editor of rules', () => {
  it('begins with what is usual and sends what the API wants', () => {
    const body = bodyOf({ ...valuesOf(undefined, 'Europe/Berlin'), name: 'Night', moreThanStations: '' });
    expect(body.condition).toMatchObject({ severity: 'major', longerThanMinutes: 15, moreThanStations: 0 });
    expect(body.quiet).toEqual({ from: '' });
  });

  it('keeps quiet hours as they are', () => {
    const body = bodyOf({ ...valuesOf(undefined, 'Europe/Berlin'), quiet: true });
    expect(body.quiet).toEqual({ from: '22:00', to: '06:00', timeZone: 'Europe/Berlin', exceptCritical: true });
  });

  it('finds the field that the server names', () => {
    expect(fieldOf('condition.sites')).toBe('sites');
    expect(fieldOf('quiet.from')).toBe('from');
    expect(fieldOf('name')).toBe('name');
  });

  it('takes known parts of the page from the address', () => {
    expect(alertSearch({ tab: 'mail' })).toEqual({ tab: 'mail' });
    expect(alertSearch({ tab: 'other', state: 'dead' })).toEqual({ state: 'dead' });
  });
});
