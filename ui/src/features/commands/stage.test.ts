import { expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { stage } from './stage';

function command(change: Partial<Schemas['CommandView']>): Schemas['CommandView'] {
  return {
    id: 'c',
    station: 'CP-1',
    type: 'Reset',
    state: 'queued',
    actor: 'anna',
    createdAt: '2026-11-20T12:00:00Z',
    exchanges: [],
    effect: { state: 'none' },
    ...change,
  };
}

it('an accepted command is not at its end before its effect was seen', () => {
  expect(stage(command({ state: 'answered', status: 'Accepted', effect: { state: 'awaited' } }))).toMatchObject({
    step: 3,
    ended: false,
    trouble: false,
  });
  expect(stage(command({ state: 'answered', status: 'Accepted', effect: { state: 'seen' } }))).toMatchObject({
    step: 4,
    ended: true,
  });
});

it('a refusal of the station is trouble, although it answered', () => {
  expect(stage(command({ state: 'answered', status: 'Rejected', effect: { state: 'awaited' } }))).toMatchObject({
    ended: true,
    trouble: true,
  });
});

it('what was never sent stops at the first step', () => {
  expect(stage(command({ state: 'refused', reason: 'no such connector' }))).toMatchObject({ step: 1, trouble: true });
});
