import { describe, expect, it } from 'vitest';
import { compared, displayOf, isSame, objection, readOnlyReason, rowsOf, type Variable } from './tree';

const variable = (more: Partial<Variable>): Variable => ({
  component: '',
  variable: 'HeartbeatInterval',
  type: 'Actual',
  reportedAt: '2026-01-01T00:00:00Z',
  source: 'get',
  ...more,
});

describe('the tree of a station’s values', () => {
  const all = [
    variable({ value: '300' }),
    variable({ component: 'EVSE', evse: 1, variable: 'Power', value: '22000' }),
    variable({ component: 'EVSE', evse: 1, variable: 'Power', type: 'MaxSet', value: '11000' }),
    variable({ component: 'Connector', evse: 1, connector: 2, variable: 'Available', value: 'true' }),
  ];

  it('groups by component and names what it shows', () => {
    const rows = rowsOf(all, '', new Set(['EVSE(1)']));
    expect(
      rows.map((row) => (row.kind === 'component' ? `${row.component}:${row.variables}` : row.variable.variable)),
    ).toEqual([':1', 'HeartbeatInterval', 'Connector(1/2):1', 'Available', 'EVSE(1):2']);
    expect(displayOf(all[2] as Variable)).toBe('EVSE(1).Power MaxSet');
  });

  it('finds every word in names and values, in closed components too', () => {
    const rows = rowsOf(all, 'evse 11', new Set(['EVSE(1)']));
    expect(rows).toHaveLength(2);
  });

  it('holds a value against what the station declared', () => {
    expect(objection(variable({ dataType: 'integer', minLimit: 1, maxLimit: 9 }), '10')).toBe('most');
    expect(objection(variable({ dataType: 'integer' }), '1.5')).toBe('number');
    expect(objection(variable({ dataType: 'OptionList', valuesList: 'A,B' }), 'C')).toBe('choice');
    expect(objection(variable({ dataType: 'MemberList', valuesList: 'A,B' }), 'A, B')).toBeUndefined();
    expect(objection(variable({ dataType: 'string', maxLimit: 2 }), 'abc')).toBe('long');
    expect(objection(variable({}), 'anything')).toBeUndefined();
  });

  it('says why nobody can write it', () => {
    expect(readOnlyReason(variable({ mutability: 'ReadOnly' }))).toBe('readOnly');
    expect(readOnlyReason(variable({ variable: 'AuthorizationKey', mutability: 'WriteOnly' }))).toBe('secret');
    expect(readOnlyReason(variable({ mutability: 'WriteOnly' }))).toBeUndefined();
  });

  it('compares two stations by names whatever the case of their letters', () => {
    const rows = compared([variable({ value: '300' })], [variable({ variable: 'heartbeatinterval', value: '300.0' })]);
    expect(rows).toHaveLength(1);
    expect(isSame(rows[0]?.here, rows[0]?.there)).toBe(true);
    expect(isSame('A,B', 'A, B')).toBe(true);
    expect(isSame('1', undefined)).toBe(false);
  });
});
