import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../live/events';
import { Board, kind } from './board';
import { hit, layout, placeOf } from './layout';

const WIDTH = 1_280;
const HEIGHT = 640;

describe('the layout of the wall', () => {
  const groups = Array.from({ length: 40 }, (_, n) => ({ name: `site ${n}`, count: 5 + n * 6 }));

  it('shows every one of 5,000 connectors inside the area, none over another', () => {
    const tiles = layout(groups, WIDTH, HEIGHT);
    const places = new Set<string>();
    for (const tile of tiles) {
      const count = groups.find(({ name }) => name === tile.name)?.count ?? 0;
      for (let index = 0; index < count; index++) {
        const { x, y } = placeOf(tile, index);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + tile.cell).toBeLessThanOrEqual(WIDTH + 0.01);
        expect(y + tile.cell).toBeLessThanOrEqual(HEIGHT + 0.01);
        places.add(`${x}/${y}`);
      }
    }
    expect(places.size).toBe(groups.reduce((sum, { count }) => sum + count, 0));
    expect(Math.min(...tiles.map(({ cell }) => cell))).toBeGreaterThan(6);
  });

  it('finds the connector under the pointer', () => {
    const tiles = layout(groups, WIDTH, HEIGHT);
    const tile = tiles[3];
    if (!tile) throw new Error('no tile');
    const { x, y } = placeOf(tile, 7);
    expect(hit(tiles, x + 1, y + 1)).toEqual({ tile, index: 7 });
    expect(hit(tiles, WIDTH + 5, 5)).toBeUndefined();
  });

  it('takes the room that there is when there are few', () => {
    const [one] = layout([{ name: 'site', count: 12 }], WIDTH, HEIGHT);
    expect(one?.cell).toBeGreaterThan(180);
  });

  it('gives an empty wall no tile', () => {
    expect(layout([{ name: 'empty', count: 0 }], WIDTH, HEIGHT)).toEqual([]);
  });
});

describe('the board', () => {
  const placed = (evse: number) => ({
    station: 'CP-1',
    site: 'Home',
    connected: true,
    evse,
    connector: 1,
    status: 'Available',
    since: '2026-01-01T00:00:00Z',
  });
  const event = (topic: string, body: Record<string, unknown>): LiveEvent => ({
    topic,
    key: '',
    station: 'CP-1',
    version: 1,
    at: '2026-01-01T00:00:00Z',
    actor: '',
    body,
  });

  it('follows status, transaction and connection', () => {
    const board = new Board([placed(1), placed(2)]);
    const first = board.sites.get('Home')?.[0];
    if (!first) throw new Error('no cell');
    expect(board.apply(event('status', { evse: 1, connector: 1, status: 'Occupied' }))).toBe(true);
    expect(kind(first)).toBe('occupied');
    expect(board.apply(event('transaction', { evse: 1, state: 'open', chargingState: 'Charging' }))).toBe(true);
    expect(kind(first)).toBe('charging');
    expect(board.apply(event('transaction', { evse: 1, state: 'ended', chargingState: 'Idle' }))).toBe(true);
    expect(kind(first)).toBe('occupied');
    expect(board.apply(event('connection', { connected: false }))).toBe(true);
    expect(board.counts().get('offline')).toBe(2);
  });

  it('tells when a connector came that it does not know', () => {
    const board = new Board([placed(1)]);
    expect(board.apply(event('status', { evse: 9, connector: 1, status: 'Available' }))).toBe('unknown');
    expect(board.apply(event('status', { evse: 0, connector: 0, status: 'Available' }))).toBe(false);
  });
});
