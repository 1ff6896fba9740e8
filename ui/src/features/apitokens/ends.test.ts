import { describe, expect, it } from 'vitest';
import { endsIn, roleOf } from './ends';

describe('ends', () => {
  const now = Date.parse('2026-05-01T00:00:00Z');
  it('are over, near or far', () => {
    expect(endsIn('2026-04-30T23:59:59Z', now)).toBe('over');
    expect(endsIn('2026-05-20T00:00:00Z', now)).toBe('soon');
    expect(endsIn('2026-07-01T00:00:00Z', now)).toBe('later');
  });
});

describe('roles of tokens', () => {
  it('are called as those of people', () => {
    expect(roleOf('admin')).toBe('administrator');
    expect(roleOf('viewer')).toBe('viewer');
  });
});
