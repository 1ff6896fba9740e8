import { describe, expect, it } from 'vitest';
import { bars, bounds, commonName, consequences, type Ending, endingsOf, kindOf, months } from './horizon';
import { near } from './near';
import { certificateSearch } from './search';

const NOW = new Date(2026, 10, 20, 12);

const ending = (month: string, type: string, certificates = 1, firstEnd?: string): Ending => ({
  month,
  type,
  certificates,
  stations: certificates,
  ...(firstEnd && { firstEnd }),
});

describe('the horizon', () => {
  it('has this month and the eleven after it, over the end of the year', () => {
    const shown = months(NOW);
    expect(shown).toHaveLength(12);
    expect(shown[0]).toBe('2026-11');
    expect(shown[1]).toBe('2026-12');
    expect(shown[2]).toBe('2027-01');
    expect(shown.at(-1)).toBe('2027-10');
    expect(months(new Date(2027, 0, 31))[1]).toBe('2027-02');
  });

  it('puts each certificate into one bar, by what it is for', () => {
    const shown = bars(
      [
        ending('over', 'ChargingStationCertificate', 2),
        ending('2026-11', 'V2GRootCertificate'),
        ending('2027-03', 'V2GCertificate', 3),
        ending('2027-11', 'CSMSRootCertificate'),
        ending('2040-01', 'server'),
        ending('unknown', 'MORootCertificate', 4),
      ],
      NOW,
    );
    expect(shown).toHaveLength(15);
    expect(shown[0]).toMatchObject({ month: 'over', total: 2, of: { login: 2 } });
    expect(shown[1]).toMatchObject({ month: '2026-11', of: { root: 1 } });
    expect(shown.find(({ month }) => month === '2027-03')?.of.charging).toBe(3);
    expect(shown.find(({ month }) => month === 'later')).toMatchObject({ total: 2, of: { root: 1, own: 1 } });
    expect(shown.at(-1)).toMatchObject({ month: 'unknown', total: 4 });
  });

  it('asks for what a bar counts', () => {
    expect(bounds('2027-02', NOW)).toEqual({
      since: new Date(2027, 1, 1).toISOString(),
      until: new Date(2027, 2, 1).toISOString(),
    });
    expect(bounds('2026-11', NOW).since).toBe(NOW.toISOString());
    expect(bounds('over', NOW)).toEqual({ until: NOW.toISOString() });
    expect(bounds('later', NOW)).toEqual({ since: new Date(2027, 10, 1).toISOString() });
    expect(bounds('unknown', NOW)).toEqual({ endKnown: false });
  });

  it('names what breaks within the year, the soonest first', () => {
    const found = consequences(
      [
        ending('2027-05', 'ChargingStationCertificate', 3, '2027-05-02T00:00:00Z'),
        ending('over', 'CSMSRootCertificate', 1, '2026-10-01T00:00:00Z'),
        ending('2026-12', 'ChargingStationCertificate', 2, '2026-12-24T00:00:00Z'),
        ending('2030-01', 'MORootCertificate', 9, '2030-01-01T00:00:00Z'),
        ...endingsOf([{ role: 'server', notAfter: '2027-01-01T12:00:00Z' }], NOW),
      ],
      NOW,
    );
    expect(found.map(({ type }) => type)).toEqual(['CSMSRootCertificate', 'ChargingStationCertificate', 'server']);
    expect(found[0]?.over).toBe(true);
    expect(found[1]).toMatchObject({ certificates: 5, firstEnd: '2026-12-24T00:00:00Z', over: false });
  });
});

describe('a certificate', () => {
  it('is of one kind', () => {
    expect(
      ['CombinedCertificate', 'V2GCertificateChain', 'OEMRootCertificate', 'stationAuthority'].map(kindOf),
    ).toEqual(['login', 'charging', 'root', 'own']);
  });

  it('ends in days, months or years', () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect(near('2026-12-30T12:00:00Z', now, 'en')).toBe('in 40 days');
    expect(near('2027-11-20T12:00:00Z', now, 'de')).toBe('in 12 Monaten');
    expect(near('2036-11-17T12:00:00Z', now, 'en')).toBe('in 10 years');
  });

  it('is called by its common name', () => {
    expect(commonName('CN=SN-7,O=Home')).toBe('SN-7');
    expect(commonName('O=Home, CN=A\\, B')).toBe('A, B');
    expect(commonName('O=Home')).toBe('O=Home');
  });

  it('is looked for by what stands in the address', () => {
    expect(certificateSearch({ tab: 'own', ends: '2027-01', all: true, queue: 'x' })).toEqual({
      tab: 'own',
      ends: '2027-01',
      all: true,
    });
    expect(certificateSearch({ tab: 'elsewhere', q: '', fingerprint: 5 })).toEqual({});
    expect(bounds('soon', NOW)).toEqual({});
  });
});
