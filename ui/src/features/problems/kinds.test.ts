import { describe, expect, it } from 'vitest';
import { de } from '../../i18n/de';
import { en } from '../../i18n/en';
import { KINDS, placeOf, sentenceOf, snoozeEnd } from './kinds';
import { asked, problemSearch } from './search';

describe('problems', () => {
  it('have a sentence and a name for each kind in both languages', () => {
    for (const { problems } of [en, de]) {
      for (const kind of KINDS) {
        expect(problems.kind[kind]).toBeTruthy();
        const codes = { transactionNotStopped: 'runsLong', certificateEnds: 'ended', bootHeld: 'pending' } as const;
        const sentence = sentenceOf({ kind, code: codes[kind as 'bootHeld'] ?? 'x' });
        expect(problems.sentence[sentence as 'stationOffline']).toBeTruthy();
      }
    }
  });

  it('say where at the station they are', () => {
    expect(placeOf({ evse: 1, connector: 2 })).toBe('connector');
    expect(placeOf({ evse: 1, connector: 0 })).toBe('evse');
    expect(placeOf({ evse: 0, connector: 0 })).toBe('station');
    expect(placeOf({})).toBe('station');
  });

  it('sleep until eight tomorrow', () => {
    const end = snoozeEnd('day', new Date(2026, 10, 30, 17, 42));
    expect([end.getMonth(), end.getDate(), end.getHours(), end.getMinutes()]).toEqual([11, 1, 8, 0]);
  });

  it('take nothing unknown from the address', () => {
    expect(problemSearch({ q: 'A', severity: 'huge', show: 'closed', other: 1 })).toEqual({ q: 'A', show: 'closed' });
    expect(asked({ kind: 'finding' })).toEqual({ kind: ['finding'], snoozed: false });
    expect(asked({ show: 'closed' })).toEqual({ state: 'closed' });
  });
});
