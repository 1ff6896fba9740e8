import { between, daysFrom, fromCharging, type Span } from './span';
import { inOrder, type Step, type Unit } from './steps';
import { DAY, daysLater, momentOf, wallOf } from './zone';

/** A charging profile while it is drawn, and as the API takes it. Pure. */

export const KINDS = ['daily', 'weekly', 'once', 'relative'] as const;
export type Kind = (typeof KINDS)[number];
export const PURPOSES = ['TxDefaultProfile', 'ChargingStationMaxProfile', 'TxProfile'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * @param id that of the profile it is to replace
 * @param begins clock time at the site; of what repeats, the first one
 * @param lasts seconds after which it says nothing more; until the next begins when not told
 * @param validFrom clock time at the site, as validTo
 */
export type Draft = {
  id?: number;
  evse: number;
  purpose: Purpose;
  level: number;
  kind: Kind;
  begins: string;
  lasts?: number;
  validFrom?: string;
  validTo?: string;
  unit: Unit;
  steps: Step[];
};

type Json = Record<string, unknown>;

/** A profile to begin with: 16 A all day, for whatever charges there. */
export function fresh(evse: number, zone: string, now: number): Draft {
  return {
    evse,
    purpose: 'TxDefaultProfile',
    level: 0,
    kind: 'daily',
    begins: `${wallOf(zone, now).slice(0, 10)}T00:00`,
    unit: 'A',
    steps: [{ at: 0, limit: 16 }],
  };
}

const ofKind: Record<Kind, Json> = {
  daily: { chargingProfileKind: 'Recurring', recurrencyKind: 'Daily' },
  weekly: { chargingProfileKind: 'Recurring', recurrencyKind: 'Weekly' },
  once: { chargingProfileKind: 'Absolute' },
  relative: { chargingProfileKind: 'Relative' },
};

/** As SetChargingProfile takes it. */
export function profileOf(draft: Draft, zone: string): Json {
  const time = (wall: string) => new Date(momentOf(zone, wall)).toISOString();
  return {
    ...(draft.id !== undefined && { id: draft.id }),
    stackLevel: draft.level,
    chargingProfilePurpose: draft.purpose,
    ...ofKind[draft.kind],
    ...(draft.validFrom && { validFrom: time(draft.validFrom) }),
    ...(draft.validTo && { validTo: time(draft.validTo) }),
    chargingSchedule: [
      {
        chargingRateUnit: draft.unit,
        ...(draft.kind !== 'relative' && { startSchedule: time(draft.begins) }),
        ...(draft.lasts !== undefined && { duration: draft.lasts }),
        chargingSchedulePeriod: draft.steps.map(({ at, limit, phases, phaseToUse }) => ({
          startPeriod: at,
          limit,
          ...(phases !== undefined && { numberPhases: phases }),
          ...(phaseToUse !== undefined && { phaseToUse }),
        })),
      },
    ],
  };
}

type Told = {
  id?: number;
  stackLevel?: number;
  chargingProfilePurpose?: string;
  chargingProfileKind?: string;
  recurrencyKind?: string;
  validFrom?: string;
  validTo?: string;
  chargingSchedule?: Schedule[];
};
export type Schedule = {
  chargingRateUnit?: string;
  startSchedule?: string;
  duration?: number;
  chargingSchedulePeriod?: { startPeriod: number; limit?: number; numberPhases?: number; phaseToUse?: number }[];
};

/** What can be drawn of a profile that a station has. */
export function draftOf(profile: Json, evse: number, zone: string, now: number): Draft {
  const told = profile as Told;
  const schedule = told.chargingSchedule?.[0] ?? {};
  const made = fresh(evse, zone, now);
  const kind = kindOf(told);
  const purpose = PURPOSES.find((known) => known === told.chargingProfilePurpose);
  const wall = (time: string | undefined) => time && wallOf(zone, Date.parse(time));
  const steps = stepsOf(schedule);
  return {
    ...made,
    ...(told.id !== undefined && { id: told.id }),
    ...(purpose && { purpose }),
    level: told.stackLevel ?? 0,
    kind,
    begins: wall(schedule.startSchedule) ?? made.begins,
    ...(schedule.duration !== undefined && { lasts: schedule.duration }),
    ...(told.validFrom && { validFrom: wall(told.validFrom) }),
    ...(told.validTo && { validTo: wall(told.validTo) }),
    unit: schedule.chargingRateUnit === 'W' ? 'W' : 'A',
    steps: steps.length > 0 ? steps : made.steps,
  };
}

export function kindOf(profile: Told): Kind {
  if (profile.chargingProfileKind === 'Recurring') return profile.recurrencyKind === 'Weekly' ? 'weekly' : 'daily';
  return profile.chargingProfileKind === 'Relative' ? 'relative' : 'once';
}

export function stepsOf({ chargingSchedulePeriod = [] }: Schedule): Step[] {
  return inOrder(
    chargingSchedulePeriod.map(({ startPeriod, limit, numberPhases, phaseToUse }) => ({
      at: startPeriod,
      limit: limit ?? 0,
      ...(numberPhases !== undefined && { phases: numberPhases }),
      ...(phaseToUse !== undefined && { phaseToUse }),
    })),
  );
}

/** How often a kind begins anew, in days. */
function daysOf(kind: Kind): number {
  return kind === 'weekly' ? 7 : 1;
}

/** The date on which the occurrence begins that is nearest to the wanted one, not before the first. */
export function shownDate(draft: Draft, wanted: string): string {
  const first = draft.begins.slice(0, 10);
  const days = Math.round((Date.parse(wanted) - Date.parse(first)) / DAY / 1_000);
  if (!(days > 0)) return first;
  return daysLater(draft.begins, days - (days % daysOf(draft.kind))).slice(0, 10);
}

/** What the grid shows: an occurrence of what repeats, all of what does not. */
export function spanOf(draft: Draft, date: string, zone: string, language: string): Span {
  const last = draft.steps.at(-1)?.at ?? 0;
  const reach = Math.max(draft.lasts ?? 0, last + 3_600);
  if (draft.kind === 'relative') return fromCharging(reach > DAY ? 7 * DAY : DAY);
  if (draft.kind === 'once') {
    if (reach <= DAY) return daysFrom(zone, draft.begins, 1, language);
    if (reach <= 7 * DAY) return daysFrom(zone, draft.begins, 7, language);
    return between(zone, momentOf(zone, draft.begins), Math.ceil(reach / DAY) * DAY, true, language);
  }
  return daysFrom(zone, `${shownDate(draft, date)}T${draft.begins.slice(11)}`, daysOf(draft.kind), language);
}

/** The same profile with another purpose, on an EVSE where that may stand. */
export function withPurpose(draft: Draft, purpose: Purpose, evses: readonly number[]): Draft {
  const whole = purpose === 'ChargingStationMaxProfile';
  const evse = whole ? 0 : purpose === 'TxProfile' && draft.evse === 0 ? (evses[0] ?? 1) : draft.evse;
  const kind = whole && draft.kind === 'relative' ? 'daily' : draft.kind;
  return { ...draft, purpose, evse, kind };
}

export type Fault = { field: string; message: string; rule?: string };
/** Where a fault is shown; a number is a step. */
export type Place =
  | 'evse'
  | 'purpose'
  | 'level'
  | 'kind'
  | 'begins'
  | 'lasts'
  | 'validFrom'
  | 'validTo'
  | 'unit'
  | number;

const PLACES: Record<string, Place> = {
  evse: 'evse',
  'chargingProfile.transactionId': 'evse',
  'chargingProfile.chargingProfilePurpose': 'purpose',
  'chargingProfile.stackLevel': 'level',
  'chargingProfile.chargingProfileKind': 'kind',
  'chargingProfile.recurrencyKind': 'kind',
  'chargingProfile.validFrom': 'validFrom',
  'chargingProfile.validTo': 'validTo',
  'chargingProfile.chargingSchedule[0].startSchedule': 'begins',
  'chargingProfile.chargingSchedule[0].duration': 'lasts',
  'chargingProfile.chargingSchedule[0].chargingRateUnit': 'unit',
};

/** The field of the form to which the server objects; undefined where it is the profile as a whole. */
export function placeOf(field: string): Place | undefined {
  const step = /chargingSchedulePeriod\[(\d+)]/.exec(field);
  return step ? Number(step[1]) : PLACES[field];
}
