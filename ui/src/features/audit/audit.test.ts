import { describe, expect, it } from 'vitest';
import { differences } from './diff';
import { asked, auditSearch } from './search';
import { deed, pageOf } from './words';

describe('differences', () => {
  it('tell each place that changed, and nothing else', () => {
    const before = { id: 'CP-1', securityProfile: 0, versions: ['ocpp1.6'], address: { city: 'Bern' } };
    const after = { id: 'CP-1', securityProfile: 1, versions: ['ocpp1.6', 'ocpp2.1'], address: { city: 'Bern' } };
    expect(differences(before, after)).toEqual([
      { path: 'securityProfile', before: '0', after: '1' },
      { path: 'versions', before: 'ocpp1.6', after: 'ocpp1.6, ocpp2.1' },
    ]);
  });
  it('know elements of a list by their names', () => {
    const before = { items: [{ key: 'a', value: '1' }] };
    const after = {
      items: [
        { key: 'b', value: '2' },
        { key: 'a', value: '1' },
      ],
    };
    expect(differences(before, after).map(({ path }) => path)).toEqual(['items[b].key', 'items[b].value']);
  });
  it('of something new are all that it has', () => {
    expect(differences(undefined, { name: 'x', title: null })).toEqual([
      { path: 'name', before: undefined, after: 'x' },
    ]);
  });
});

describe('deeds', () => {
  it('are taken apart', () => {
    expect(deed('station.settings.changed')).toEqual({
      kind: 'deed',
      things: ['station', 'settings'],
      verb: 'changed',
      denied: false,
    });
    expect(deed('command.Reset.denied')).toEqual({ kind: 'command', command: 'Reset', denied: true });
    expect(deed('session.refused')).toEqual({ kind: 'refused', denied: false });
  });
  it('lead to their object', () => {
    expect(pageOf('station/CP 1/command/abc')).toBe('/stations/CP%201');
    expect(pageOf('operator/ben')).toBe('/people?person=ben');
    expect(pageOf('tariff/x')).toBeUndefined();
  });
});

describe('the filter', () => {
  it('takes from the address what it knows', () => {
    expect(auditSearch({ kind: 'command', actor: '', since: 'soon', object: 'CP-1' })).toEqual({
      kind: 'command',
      object: 'CP-1',
    });
    expect(asked({ kind: 'denied', object: 'CP-1' })).toMatchObject({ action: '*.denied', object: '*CP-1*' });
  });
});
