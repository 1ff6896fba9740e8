import { expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import type { LiveEvent } from './events';
import { rowAfter } from './rowAfter';

const row: Schemas['StationRow'] = {
  id: 'CP-1',
  site: 'North',
  registration: 'accepted',
  connected: true,
  version: 'ocpp2.0.1',
  findings: 0,
  connectors: [{ evse: 1, connector: 1, kind: 'available', status: 'Available', since: '2026-11-20T11:00:00Z' }],
};

function event(topic: string, body: Record<string, unknown>): LiveEvent {
  return { topic, key: 'CP-1', station: 'CP-1', version: 1, at: '2026-11-20T12:00:00Z', actor: 'station', body };
}

it('a station that went away takes its connectors with it', () => {
  const after = rowAfter(row, event('connection', { connected: false }));
  expect(after).toMatchObject({ connected: false, since: '2026-11-20T12:00:00Z' });
  expect(after.version).toBeUndefined();
  expect(after.connectors[0]?.kind).toBe('offline');
});

it('a connector becomes what it tells, a new one takes its place in order', () => {
  const after = rowAfter(
    row,
    event('status', { evse: 2, connector: 1, status: 'Faulted', errorCode: 'GroundFailure' }),
  );
  expect(after.connectors.map(({ kind }) => kind)).toEqual(['available', 'faulted']);
});

it('a transaction shows on its connector and leaves it at its end', () => {
  const occupied = rowAfter(row, event('status', { evse: 1, connector: 1, status: 'Occupied' }));
  const charging = rowAfter(
    occupied,
    event('transaction', { id: 't', state: 'open', evse: 1, connector: 1, chargingState: 'Charging', powerW: 11000 }),
  );
  expect(charging).toMatchObject({ powerW: 11000, connectors: [{ kind: 'charging', transaction: 't' }] });
  const ended = rowAfter(charging, event('transaction', { id: 't', state: 'ended', evse: 1, connector: 1 }));
  expect(ended.connectors[0]).toMatchObject({ kind: 'occupied' });
  expect(ended.powerW).toBeUndefined();
});
