import { describe, expect, it } from 'vitest';
import { dayOf, dragged, fieldOf, lanesOf, type Reservation, span, textOf, ticks, times, windowOf } from './calendar';

const HOUR = 3_600_000;
const reservation = (change: Partial<Reservation>): Reservation => ({
  id: 'R',
  station: 'CP-1',
  reservationId: 1,
  idToken: { idToken: '04A1', type: 'ISO14443' },
  state: 'active',
  expiresAt: '2026-03-02T10:00:00Z',
  requestedAt: '2026-03-02T08:00:00Z',
  seen: false,
  actor: 'anna',
  ...change,
});

describe('the calendar of reservations', () => {
  it('has days and weeks of the browser’s zone', () => {
    const wednesday = dayOf('2026-03-04', 0);
    expect(textOf(wednesday)).toBe('2026-03-04');
    const week = windowOf(wednesday, 7);
    expect(ticks(week, 7)).toHaveLength(7);
    expect(ticks(windowOf(wednesday, 1), 1)).toHaveLength(8);
    expect(fieldOf(new Date(2026, 2, 4, 9, 5).getTime())).toBe('2026-03-04T09:05');
  });

  it('cuts what goes beyond it', () => {
    const window = { from: 0, until: 24 * HOUR };
    expect(span(window, -HOUR, 6 * HOUR)).toEqual({ left: 0, width: 25 });
    expect(span(window, 12 * HOUR, 18 * HOUR)).toEqual({ left: 50, width: 25 });
    expect(span(window, 24 * HOUR, 25 * HOUR)).toBeUndefined();
  });

  it('tells what is wanted from what the station held', () => {
    const at = (text: string) => new Date(text).getTime();
    expect(times(reservation({ state: 'requested' })).held).toBeUndefined();
    const ended = reservation({ confirmedAt: '2026-03-02T08:00:01Z', endedAt: '2026-03-02T09:00:00Z', state: 'used' });
    expect(times(ended)).toEqual({
      wanted: { begin: at('2026-03-02T08:00:00Z'), end: at('2026-03-02T10:00:00Z') },
      held: { begin: at('2026-03-02T08:00:01Z'), end: at('2026-03-02T09:00:00Z') },
    });
  });

  it('lets a drag end on five minutes, and only in what is to come', () => {
    const window = { from: 0, until: 24 * HOUR };
    expect(dragged(window, 0.5, 6 * HOUR)).toBe(12 * HOUR);
    expect(dragged(window, 0.5004, 6 * HOUR)).toBe(12 * HOUR);
    expect(dragged(window, 0.25, 6 * HOUR)).toBeUndefined();
    expect(dragged(window, 0.1, 6 * HOUR)).toBeUndefined();
  });

  it('has a lane for each EVSE, and one for reservations of any', () => {
    const plug = (evse: number, connector = 1) => ({ evse, connector, status: 'Available' });
    const stations = [{ id: 'CP-1', connected: true, connectors: [plug(0, 0), plug(1), plug(1, 2), plug(2)] }];
    const lanes = (all: Reservation[], others: boolean) => lanesOf(stations, all, others).map(({ key }) => key);
    expect(lanes([], false)).toEqual(['CP-1/1', 'CP-1/2']);
    expect(lanes([reservation({})], false)).toEqual(['CP-1/', 'CP-1/1', 'CP-1/2']);
    const elsewhere = reservation({ station: 'CP-9', evse: 3 });
    expect(lanes([elsewhere], false)).toEqual(['CP-1/1', 'CP-1/2']);
    expect(lanes([elsewhere], true)).toEqual(['CP-1/1', 'CP-1/2', 'CP-9/3']);
  });
});
