import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../api/keys';
import { applyEvent } from './applyEvent';
import type { LiveEvent } from './events';

const AT = '2026-11-20T12:00:00Z';
let queries: QueryClient;

beforeEach(() => {
  queries = new QueryClient();
});

function event(topic: string, key: string, station: string, body: Record<string, unknown>): LiveEvent {
  return { id: 1, topic, key, station, version: 1, at: AT, actor: 'station', body };
}

describe('a change', () => {
  it('of a connection shows on the station and in every list', () => {
    queries.setQueryData(keys.station('CP-1'), { id: 'CP-1', connected: true });
    queries.setQueryData(keys.stationList({ q: 'c' }), {
      pages: [
        {
          items: [
            { id: 'CP-1', connected: true },
            { id: 'CP-2', connected: true },
          ],
        },
      ],
      pageParams: [],
    });
    applyEvent(queries, event('connection', 'CP-1', 'CP-1', { connected: false }));
    expect(queries.getQueryData(keys.station('CP-1'))).toMatchObject({ connected: false, disconnectedAt: AT });
    expect(queries.getQueryData(keys.stationList({ q: 'c' }))).toMatchObject({
      pages: [
        {
          items: [
            { id: 'CP-1', connected: false },
            { id: 'CP-2', connected: true },
          ],
        },
      ],
    });
  });

  it('leaves lists alone that have no pages', () => {
    queries.setQueryData(keys.transactionList({ ofToken: 'A' }), { items: [{ id: 'T', state: 'open' }] });
    queries.setQueryData(keys.stationList({ palette: 'c' }), { items: [{ station: 'CP-1' }] });
    applyEvent(queries, event('transaction', 'T', 'CP-1', { id: 'T', station: 'CP-1', state: 'ended' }));
    applyEvent(queries, event('connection', 'CP-1', 'CP-1', { connected: false }));
    expect(queries.getQueryData(keys.transactionList({ ofToken: 'A' }))).toEqual({
      items: [{ id: 'T', state: 'open' }],
    });
  });

  it('of a connector keeps the transaction that runs there', () => {
    queries.setQueryData(keys.connectors('CP-1'), {
      items: [{ evse: 1, connector: 1, status: 'Preparing', transaction: 'T' }],
    });
    applyEvent(queries, event('status', '1/1', 'CP-1', { evse: 1, connector: 1, status: 'Charging', receivedAt: AT }));
    expect(queries.getQueryData(keys.connectors('CP-1'))).toMatchObject({
      items: [{ status: 'Charging', transaction: 'T' }],
    });
  });

  it('of a transaction that ends frees its connector', () => {
    queries.setQueryData(keys.connectors('CP-1'), {
      items: [{ evse: 1, connector: 1, status: 'Charging', transaction: 'T' }],
    });
    applyEvent(
      queries,
      event('transaction', 'T', 'CP-1', { id: 'T', station: 'CP-1', evse: 1, connector: 1, state: 'ended' }),
    );
    const { items } = queries.getQueryData(keys.connectors('CP-1')) as { items: { transaction?: string }[] };
    expect(items[0]?.transaction).toBeUndefined();
  });

  it('of what is not loaded loads nothing', () => {
    applyEvent(queries, event('connection', 'CP-9', 'CP-9', { connected: true }));
    applyEvent(queries, event('something-new', 'x', 'CP-9', {}));
    expect(queries.getQueryCache().getAll()).toEqual([]);
  });
});
