import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { proof, sentences } from './evidence';
import type { Check } from './query';

let t: TFunction<'commissioning'>;

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en }, interpolation: { escapeValue: false } });
  t = i18next.getFixedT('en', 'commissioning');
});

function check(name: string, evidence: Record<string, string>, state = 'waiting'): Check {
  return { step: name, check: name, evse: 0, connector: 0, state, evidence };
}

describe('what was seen', () => {
  it('says what the station did not tell', () => {
    expect(sentences(check('booted', { vendor: 'Acme', model: 'One' }), t, 'en')).toEqual([
      'Acme One, serial number not told, firmware not told',
    ]);
  });

  it('names a serial number that is not the expected one', () => {
    const told = { vendor: 'A', model: 'B', serialNumber: '1', firmwareVersion: '2', expectedSerialNumber: '9' };
    expect(sentences(check('booted', told), t, 'en')[1]).toContain('expected: 9');
  });

  it('tells on which side of ours the clock is', () => {
    expect(sentences(check('clock', { offsetMillis: '-3600000', message: 'StatusNotification' }), t, 'en')).toEqual([
      '3,600.0 s behind our clock, by StatusNotification',
    ]);
    expect(sentences(check('clock', { offsetMillis: '120', message: 'MeterValues' }), t, 'en')[0]).toContain(
      '0.1 s ahead',
    );
  });

  it('is nothing where nothing was seen', () => {
    for (const name of ['connected', 'booted', 'clock', 'security', 'configuration', 'plugged', 'energy', 'unlocked']) {
      expect(sentences(check(name, {}), t, 'en')).toEqual([]);
      expect(proof(check(name, {}))).toBeUndefined();
    }
  });

  it('leads to the transaction where there is one', () => {
    expect(proof(check('charging', { transaction: 'T' }))).toEqual({ kind: 'transaction', id: 'T' });
  });
});
