import { describe, expect, it } from 'vitest';
import { type Exchange, isTrouble, matches, merged, transactionsOf } from './exchanges';

function exchange(id: number, change: Partial<Exchange> = {}): Exchange {
  return {
    id,
    station: 'CP-1',
    at: '2026-11-20T12:00:00Z',
    direction: 'fromStation',
    version: 'ocpp1.6',
    action: 'Heartbeat',
    messageId: `m${id}`,
    outcome: 'answered',
    violations: [],
    findings: [],
    ...change,
  };
}

describe('the log', () => {
  it('shows what came live and was loaded too only once', () => {
    expect(merged([exchange(3), exchange(2)], [exchange(2), exchange(1)]).map((one) => one.id)).toEqual([3, 2, 1]);
  });
  it('keeps the newest when there are too many', () => {
    expect(merged([exchange(3), exchange(2)], [exchange(1)], 2).map((one) => one.id)).toEqual([3, 2]);
  });
  it('is searched in payloads, whatever the case', () => {
    const one = exchange(1, { action: 'Authorize', request: [2, 'm1', 'Authorize', { idTag: 'DEADBEEF' }] });
    expect(matches(one, {}, 'deadbeef')).toBe(true);
    expect(matches(one, { action: 'authorize' }, '')).toBe(true);
    expect(matches(one, { direction: 'toStation' }, '')).toBe(false);
  });
  it('is searched for an EVSE and for a transaction, in both shapes', () => {
    const old = exchange(1, { request: [2, 'm', 'MeterValues', { connectorId: 2, transactionId: 47 }] });
    const young = exchange(2, {
      request: [2, 'm', 'TransactionEvent', { evse: { id: 2 }, transactionInfo: { transactionId: 'x-1' } }],
    });
    for (const one of [old, young]) {
      expect(matches(one, { evse: 2 })).toBe(true);
      expect(matches(one, { evse: 1 })).toBe(false);
    }
    expect(matches(old, { transaction: '47' })).toBe(true);
    expect(matches(young, { transaction: '47' })).toBe(false);
    expect(transactionsOf(young)).toEqual(['x-1']);
  });
  it('counts an answered message that breaks a rule as trouble', () => {
    expect(isTrouble(exchange(1))).toBe(false);
    expect(isTrouble(exchange(1, { outcome: 'timedOut' }))).toBe(true);
    expect(isTrouble(exchange(1, { violations: [{ path: '/x', rule: 'type', message: '', code: '' }] }))).toBe(true);
  });
});
