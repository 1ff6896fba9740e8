import { expect, it } from 'vitest';
import { type Draft, draftOf, fresh, placeOf, profileOf, shownDate, spanOf, withPurpose } from './draft';
import { HOUR } from './zone';

const BERLIN = 'Europe/Berlin';
const NOW = Date.parse('2026-11-20T19:00:00Z');
const daily: Draft = {
  ...fresh(1, BERLIN, NOW),
  steps: [
    { at: 0, limit: 16 },
    { at: 6 * HOUR, limit: 8, phases: 1 },
  ],
};

it('becomes a profile in the words of the standard, with times in UTC', () => {
  expect(profileOf({ ...daily, lasts: 8 * HOUR, validTo: '2026-12-01T00:00' }, BERLIN)).toEqual({
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Recurring',
    recurrencyKind: 'Daily',
    validTo: '2026-11-30T23:00:00.000Z',
    chargingSchedule: [
      {
        chargingRateUnit: 'A',
        startSchedule: '2026-11-19T23:00:00.000Z',
        duration: 8 * HOUR,
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 16 },
          { startPeriod: 6 * HOUR, limit: 8, numberPhases: 1 },
        ],
      },
    ],
  });
});

it('has no beginning when it counts from the start of charging', () => {
  const { chargingSchedule } = profileOf({ ...daily, kind: 'relative' }, BERLIN) as { chargingSchedule: object[] };
  expect(chargingSchedule[0]).not.toHaveProperty('startSchedule');
});

it('comes back from a profile as it was', () => {
  for (const draft of [
    daily,
    { ...daily, kind: 'weekly' as const, unit: 'W' as const, id: 7 },
    { ...daily, kind: 'once' as const, validFrom: '2026-11-21T00:00' },
    { ...daily, kind: 'relative' as const, lasts: HOUR },
  ]) {
    expect(draftOf(profileOf(draft, BERLIN), 1, BERLIN, NOW)).toEqual(draft);
  }
});

it('shows the occurrence of the day that is wanted, with the hours that it has', () => {
  expect(shownDate(daily, '2027-03-28')).toBe('2027-03-28');
  expect(shownDate(daily, '2020-01-01')).toBe('2026-11-20');
  expect(shownDate({ ...daily, kind: 'weekly' }, '2026-12-01')).toBe('2026-11-27');
  expect(spanOf(daily, '2027-03-28', BERLIN, 'en').seconds).toBe(23 * HOUR);
  expect(spanOf({ ...daily, kind: 'weekly' }, '2027-03-26', BERLIN, 'en').seconds).toBe(167 * HOUR);
});

it('stays where its purpose may stand', () => {
  expect(withPurpose({ ...daily, kind: 'relative' }, 'ChargingStationMaxProfile', [1])).toMatchObject({
    evse: 0,
    kind: 'daily',
  });
  expect(withPurpose({ ...daily, evse: 0 }, 'TxProfile', [2, 3])).toMatchObject({ evse: 2 });
});

it('knows at which field the server objects', () => {
  expect(placeOf('chargingProfile.stackLevel')).toBe('level');
  expect(placeOf('chargingProfile.chargingSchedule[0].chargingSchedulePeriod[2].limit')).toBe(2);
  expect(placeOf('chargingProfile.transactionId')).toBe('evse');
  expect(placeOf('chargingProfile')).toBeUndefined();
});
