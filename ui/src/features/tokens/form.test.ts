import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { formOf, valuesOf } from './form';

const KNOWN = {
  idToken: '04A1',
  type: 'ISO14443',
  status: 'accepted',
  group: 'Fleet',
  validUntil: '2027-12-31T23:00:00Z',
  maxConcurrent: 2,
  allowedAt: ['CP-1', 'CP-2/1'],
} as Schemas['TokenView'];

describe('the form of a token', () => {
  it('sends of a new one what was filled in', () => {
    expect(formOf({ ...valuesOf(undefined), idToken: '04B2' }, undefined)).toEqual({ idToken: '04B2' });
    expect(formOf({ ...valuesOf(undefined), idToken: '04B2', allowedAt: ['CP-1'] }, undefined)).toEqual({
      idToken: '04B2',
      allowedAt: ['CP-1'],
    });
  });
  it('sends of a known one what differs', () => {
    expect(formOf(valuesOf(KNOWN), KNOWN)).toEqual({});
    expect(formOf({ ...valuesOf(KNOWN), group: 'Guests' }, KNOWN)).toEqual({ group: 'Guests' });
  });
  it('takes away what was emptied', () => {
    const emptied = { ...valuesOf(KNOWN), group: '', validUntil: '', maxConcurrent: '' as const, allowedAt: [] };
    expect(formOf(emptied, KNOWN)).toEqual({ group: '', validUntil: '', maxConcurrent: 0, allowedAt: [] });
  });
});
