import { describe, expect, it } from 'vitest';
import { localListSearch } from './search';
import { differing } from './words';

describe('an entry of a local list', () => {
  it('differs in what was said otherwise', () => {
    expect(differing({ status: 'Accepted' }, { status: 'Blocked', group: 'FLEET' })).toEqual(['status', 'group']);
    expect(differing({ status: 'Accepted', validUntil: '2027-01-01T00:00:00Z' }, { status: 'Accepted' })).toEqual([
      'validUntil',
    ]);
  });

  it('that is only on one side differs in nothing', () => {
    expect(differing(undefined, { status: 'Accepted' })).toEqual([]);
  });
});

describe('the address of the local lists', () => {
  it('keeps what is known', () => {
    expect(localListSearch({ standing: 'drifted', drift: 'missing', open: 'CP-1', q: 1 })).toEqual({
      standing: 'drifted',
      drift: 'missing',
      open: 'CP-1',
    });
  });
});
