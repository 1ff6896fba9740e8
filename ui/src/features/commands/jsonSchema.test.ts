import { describe, expect, it } from 'vitest';
import { faults, type Schema, skeleton, withPart } from './jsonSchema';

const SCHEMA: Schema = {
  type: 'object',
  required: ['list', 'kind'],
  additionalProperties: false,
  properties: {
    kind: { type: 'string', enum: ['A', 'B'] },
    at: { type: 'string', format: 'date-time' },
    limit: { type: 'number', multipleOf: 0.1, minimum: 0 },
    list: { type: 'array', minItems: 1, items: { $ref: '#/definitions/Item' } },
  },
  definitions: { Item: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } } },
};
const rules = (value: unknown) => faults(SCHEMA, value as never).map(({ path, rule }) => `${path} ${rule}`);

describe('a payload', () => {
  it('is begun with what is required', () => {
    expect(skeleton(SCHEMA)).toEqual({ list: [{ id: 0 }], kind: '' });
  });
  it('is checked at every place', () => {
    expect(rules({ list: [{ id: 1 }], kind: 'A', limit: 8.1, at: '2026-01-01T00:00:00Z' })).toEqual([]);
    expect(rules({ list: [{ id: 1.5 }, {}], kind: 'C', limit: 0.15, more: 1 })).toEqual([
      '/list/0/id type',
      '/list/1/id required',
      '/kind enum',
      '/limit multipleOf',
      '/more additionalProperties',
    ]);
    expect(rules({ list: [], kind: 'A', at: 'noon' })).toEqual(['/list minItems', '/at date-time']);
    expect(rules([])).toEqual(['/ type']);
  });
  it('is changed without touching what stands beside', () => {
    const before = { list: [{ id: 1 }, { id: 2 }], kind: 'A' };
    expect(withPart(before, ['list', 0, 'id'], 7)).toEqual({ list: [{ id: 7 }, { id: 2 }], kind: 'A' });
    expect(withPart(before, ['list', 0], undefined)).toEqual({ list: [{ id: 2 }], kind: 'A' });
    expect(withPart(before, ['kind'], undefined)).toEqual({ list: before.list });
    expect(withPart({}, ['evse', 'id'], 1)).toEqual({ evse: { id: 1 } });
  });
});
