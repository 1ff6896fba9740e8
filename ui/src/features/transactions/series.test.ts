import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { curves } from './series';

function reading(minute: number, change: Partial<Schemas['ReadingView']>): Schemas['ReadingView'] {
  const at = new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
  return {
    evse: 1,
    at,
    receivedAt: at,
    context: 'Sample.Periodic',
    inferred: false,
    samples: [],
    signed: [],
    ...change,
  };
}

describe('curves of a transaction', () => {
  it('count energy from its start, in kWh', () => {
    const { energy } = curves([reading(1, { energyWh: 11_500 }), reading(0, { energyWh: 10_000 })], 10_000);
    expect(energy.map(([, value]) => value)).toEqual([0, 1.5]);
  });
  it('are broken where the station was silent', () => {
    const { power } = curves(
      [0, 1, 2, 30, 31].map((minute) => reading(minute, { powerW: 11_000 })),
      0,
    );
    expect(power.map(([, value]) => value)).toEqual([11, 11, 11, null, 11, 11]);
  });
  it('hold the cost as it built up, broken at the same gaps', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
    const costs = [0, 1, 2, 30].map((minute) => ({ at: at(minute), total: minute / 10 }));
    const { cost } = curves(
      [0, 1, 2, 30].map((minute) => reading(minute, { powerW: 11_000 })),
      0,
      costs,
    );
    expect(cost.map(([, value]) => value)).toEqual([0, 0.1, 0.2, null, 3]);
  });
  it('leave out what the station did not tell', () => {
    const made = curves([reading(0, { powerW: 0 })], undefined);
    expect(made.power).toHaveLength(1);
    expect(made.energy).toHaveLength(0);
    expect(made.soc).toHaveLength(0);
  });
});
