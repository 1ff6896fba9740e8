import { describe, expect, it } from 'vitest';
import { bytes, line, measured, rate } from './format';

describe('sizes', () => {
  it('are told in the unit that fits', () => {
    expect(bytes(512, 'en')).toBe('512 B');
    expect(bytes(1_536, 'en')).toBe('1.5 KiB');
    expect(bytes(210 * 1024 ** 3, 'de')).toBe('210 GiB');
    expect(bytes(undefined, 'en')).toBe('–');
  });
});

describe('measures', () => {
  it('have their unit', () => {
    expect(measured(312_000, 'µs', 'en')).toBe('312 ms');
    expect(measured(91.4, '%', 'en')).toBe('91 %');
    expect(rate(0, 'en')).toBe('0/s');
    expect(rate(3.25, 'en')).toBe('3.3/s');
  });
});

describe('a line', () => {
  it('has a gap where nothing is known', () => {
    expect(line([0, 10, undefined, 10], 10)).toBe('M0.0,30.0L33.3,2.0M100.0,2.0');
  });
});
