import { describe, expect, it } from 'vitest';
import { palette as de } from '../../i18n/de/palette';
import { palette as en } from '../../i18n/en/palette';
import { ACTS, isTransactionId, wish, withoutEvse } from './wish';

describe('what is typed into the palette', () => {
  it('is an action and a station', () => {
    expect(wish('restart CP-14', en.verb)).toEqual({ act: 'Reset', rest: 'CP-14' });
    expect(wish('  Stop   charging CP-14', en.verb)).toEqual({ act: 'RemoteStop', rest: 'CP-14' });
    expect(wish('neu starten CP-14', de.verb)).toEqual({ act: 'Reset', rest: 'CP-14' });
    expect(wish('entriegeln CP-14/2', de.verb)).toEqual({ act: 'UnlockConnector', rest: 'CP-14/2' });
  });
  it('may be an action that is not finished', () => {
    expect(wish('rest', en.verb)).toEqual({ act: 'Reset', rest: '' });
    expect(wish('re', en.verb)).toEqual({ rest: 're' });
  });
  it('is a name where no verb begins it', () => {
    expect(wish('CP-14', en.verb)).toEqual({ rest: 'CP-14' });
    expect(wish('startled-1', en.verb)).toEqual({ rest: 'startled-1' });
  });
  it('knows every action in every language', () => {
    for (const words of [en.verb, de.verb]) for (const act of ACTS) expect(words[act].length).toBeGreaterThan(3);
  });
  it('may be the id of a transaction, or an EVSE', () => {
    expect(isTransactionId('0198f1c0-0000-7000-8000-000000000001')).toBe(true);
    expect(isTransactionId('CP-14')).toBe(false);
    expect(withoutEvse('CP-14/2')).toBe('CP-14');
    expect(withoutEvse('CP/A')).toBe('CP/A');
  });
});
