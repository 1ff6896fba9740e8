import { describe, expect, it } from 'vitest';
import { months, periodOf, reportSearch } from './search';

describe('the period of a report', () => {
  it('is a whole month in the browser’s zone', () => {
    const { from, to } = periodOf({ month: '2026-12' }, new Date(2027, 0, 5));
    expect(new Date(from)).toEqual(new Date(2026, 11, 1));
    expect(new Date(to)).toEqual(new Date(2027, 0, 1));
  });

  it('is the last days with today', () => {
    const { from, to } = periodOf({ days: 7 }, new Date(2026, 10, 20, 15, 30));
    expect(new Date(from)).toEqual(new Date(2026, 10, 14));
    expect(new Date(to)).toEqual(new Date(2026, 10, 21));
  });

  it('takes no nonsense from the address', () => {
    expect(reportSearch({ month: '2026-13', days: 8, site: '' })).toEqual({});
    expect(reportSearch({ month: '2026-02', site: 'North' })).toEqual({ month: '2026-02', site: 'North' });
  });

  it('offers twelve months over the turn of the year', () => {
    const offered = months(new Date(2026, 1, 3));
    expect(offered.slice(0, 3)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(offered).toHaveLength(12);
  });
});
