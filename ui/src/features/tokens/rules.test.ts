import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { de } from '../../i18n/de';
import { ruleSentence } from './rules';

let t: TFunction<'tokens'>;
const told = (rule: string) => ruleSentence(rule, t, (at) => `<${at}>`);

beforeAll(async () => {
  await i18next.init({ lng: 'de', resources: { de }, interpolation: { escapeValue: false } });
  t = i18next.getFixedT('de', 'tokens');
});

describe('a rule', () => {
  it('is a sentence in the language of the reader', () => {
    expect(told('token is accepted')).toBe('Das Token ist angenommen.');
    expect(told('token is blocked')).toBe('Das Token steht auf „gesperrt“.');
    expect(told('token was valid until 2026-01-01T00:00:00Z')).toBe('Das Token galt bis <2026-01-01T00:00:00Z>.');
    expect(told('token is in use in 2 transaction(s), its limit')).toContain('2 Ladevorgängen');
    expect(told('token may charge at EVSE 1, 2 here, not at 3')).toContain('1, 2');
    expect(told('token is not known, but with a leading zero it is')).toContain('führende');
  });

  it('that nobody translated stays as it is', () => {
    expect(told('contract certificate expired')).toBe('contract certificate expired');
  });
});
