import { expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { added, places, total, worstOf } from './places';

const site = (name: string, more: Partial<Schemas['SiteView']> = {}): Schemas['SiteView'] => ({
  name,
  address: {},
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  stations: 1,
  ...more,
});
const placed = (at: string, status: string, connected = true): Schemas['ConnectorsPlacedConnector'] => ({
  station: `CP ${at}`,
  site: at,
  connected,
  evse: 1,
  connector: 1,
  status,
  since: '2026-01-01T00:00:00Z',
});

it('counts connectors at their site, at the site above, and those of nowhere', () => {
  const found = places(
    [site('Town', { latitude: 48, longitude: 11 }), site('Yard', { parent: 'Town' }), site('Nowhere')],
    [placed('Town', 'Available'), placed('Yard', 'Faulted'), placed('Nowhere', 'Available')],
  );
  expect(found.unplaced).toBe(1);
  expect(found.places).toHaveLength(1);
  expect(found.places[0]?.counts).toEqual({ available: 1, faulted: 1 });
});

it('is not led astray by sites that stand in each other', () => {
  const found = places([site('A', { parent: 'B' }), site('B', { parent: 'A' })], [placed('A', 'Available')]);
  expect(found).toEqual({ places: [], unplaced: 1 });
});

it('colours a cluster by its worst state', () => {
  const both = added({ available: 3, offline: 1 }, { available: 1, faulted: 2 });
  expect(both).toEqual({ available: 4, offline: 1, faulted: 2 });
  expect(worstOf(both)).toBe('faulted');
  expect(total(both)).toBe(7);
  expect(worstOf({})).toBeUndefined();
});
