import { describe, expect, it } from 'vitest';
import { kindOfStation, moved, nextPlace } from './plan';

const plug = (kind: string) => ({ evse: 1, connector: 1, kind, status: kind, since: '2026-01-01T00:00:00Z' });

describe('a site plan', () => {
  it('moves what is on it by keys, and never beyond its edge', () => {
    expect(moved({ x: 0.5, y: 0.5 }, 'ArrowRight', false)).toEqual({ x: 0.51, y: 0.5 });
    expect(moved({ x: 0.5, y: 0.5 }, 'ArrowUp', true)).toEqual({ x: 0.5, y: 0.45 });
    expect(moved({ x: 0.002, y: 1 }, 'ArrowLeft', false)).toEqual({ x: 0, y: 1 });
    expect(moved({ x: 0.5, y: 0.5 }, 'Enter', false)).toBeUndefined();
  });

  it('puts new stations beside each other', () => {
    const places = new Set(Array.from({ length: 64 }, (_, count) => JSON.stringify(nextPlace(count))));
    expect(places.size).toBe(64);
  });

  it('colours a station by its worst connector', () => {
    expect(kindOfStation({ connected: true, connectors: [plug('available'), plug('faulted')] })).toBe('faulted');
    expect(kindOfStation({ connected: false, connectors: [plug('available')] })).toBe('offline');
    expect(kindOfStation({ connected: true, connectors: [] })).toBe('available');
  });
});
