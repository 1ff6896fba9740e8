import { describe, expect, it } from 'vitest';
import { energy, latency, money, power, span } from './format';

describe('money', () => {
  it('is told in its currency, and unknown is not free', () => {
    expect(money(12.34, 'EUR', 'en')).toBe('€12.34');
    expect(money(1234, 'JPY', 'en')).toBe('¥1,234');
    expect(money(undefined, 'EUR', 'en')).toBe('–');
  });
});

describe('spans', () => {
  it('have at most two units', () => {
    expect(span(42_900)).toBe('42 s');
    expect(span(5 * 60_000 + 59_000)).toBe('5 min');
    expect(span(3 * 3_600_000 + 20 * 60_000)).toBe('3 h 20 min');
    expect(span(50 * 3_600_000)).toBe('2 d 2 h');
  });
  it('are never negative: clocks differ', () => {
    expect(span(-5_000)).toBe('0 s');
  });
});

describe('units', () => {
  it('follow the size of the number', () => {
    expect(energy(812, 'en')).toBe('812 Wh');
    expect(energy(12_345, 'de')).toBe('12,35 kWh');
    expect(power(11_040, 'en')).toBe('11.0 kW');
    expect(latency(640, 'en')).toBe('640 µs');
    expect(latency(12_430, 'en')).toBe('12 ms');
  });
  it('tell the unknown from zero', () => {
    expect(energy(undefined, 'en')).toBe('–');
    expect(energy(0, 'en')).toBe('0 Wh');
  });
});
