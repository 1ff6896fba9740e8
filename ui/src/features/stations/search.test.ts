import { expect, it } from 'vitest';
import { filterOf, stationSearch } from './search';

it('what stands in the address is taken only where it means something', () => {
  expect(
    stationSearch({ q: 14, connected: 'yes', state: 'faulted', site: ['North', ''], columns: ['site', 'price'] }),
  ).toEqual({ q: '14', state: ['faulted'], site: ['North'], columns: ['site'] });
  expect(stationSearch({ state: ['broken'], findings: true })).toEqual({ findings: true });
});

it('the server is asked for the filter alone', () => {
  expect(filterOf({ q: 'a', columns: ['site'], open: 'CP-1' })).toEqual({ q: 'a' });
});
