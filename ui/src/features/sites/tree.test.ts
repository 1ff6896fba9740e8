import { describe, expect, it } from 'vitest';
import { branches, mayStandBelow } from './tree';

const SITES = [
  { name: 'South', stations: 3 },
  { name: 'Bay', parent: 'Deck', stations: 4 },
  { name: 'North', stations: 1 },
  { name: 'Deck', parent: 'North', stations: 2 },
];

describe('the tree of sites', () => {
  it('goes from top to bottom and sums what stands below', () => {
    expect(branches(SITES).map(({ site, depth, below, total }) => [site.name, depth, below, total])).toEqual([
      ['North', 0, 1, 7],
      ['Deck', 1, 1, 6],
      ['Bay', 2, 0, 4],
      ['South', 0, 0, 3],
    ]);
  });
  it('puts at the top what stands below a site that the caller may not know of', () => {
    expect(branches([{ name: 'Deck', parent: 'North', stations: 2 }])[0]?.depth).toBe(0);
  });
  it('has no rings', () => {
    expect(mayStandBelow(SITES, 'North')).toEqual(['South']);
    expect(mayStandBelow(SITES, 'Bay')).toEqual(['South', 'North', 'Deck']);
  });
});
