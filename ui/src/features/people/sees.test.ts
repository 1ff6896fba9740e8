import { describe, expect, it } from 'vitest';
import { deedsOf, screensSeen, stationsSeen } from './sees';

const may = (role: 'viewer' | 'technician' | 'operator' | 'administrator', sites?: string[]) =>
  deedsOf({ role, sites })
    .filter((one) => one.may)
    .map((one) => one.deed);

describe('what somebody sees', () => {
  it('grows with the role', () => {
    expect(may('viewer')).toEqual(['see']);
    expect(may('technician')).toEqual(['see', 'command', 'reserve']);
    expect(may('administrator')).toContain('people');
  });
  it('is what concerns the sites alone for whoever is limited to some', () => {
    expect(may('administrator', ['North'])).toEqual(['see', 'command', 'reserve', 'stations']);
    expect(screensSeen({ role: 'administrator', sites: ['North'] }).find(({ label }) => label === 'people')?.may).toBe(
      false,
    );
  });
  it('includes the sites below', () => {
    const sites = [
      { name: 'North', stations: 1 },
      { name: 'Deck', parent: 'North', stations: 2 },
      { name: 'Bay', parent: 'Deck', stations: 4 },
      { name: 'South', stations: 8 },
    ];
    expect(stationsSeen(sites, ['North'])).toBe(7);
    expect(stationsSeen(sites, undefined)).toBe(15);
  });
});
