import type { Schemas } from '../../api/client';

export type Reservation = Schemas['ReservationView'];
export type Window = { from: number; until: number };
/** One EVSE of a station; without a number, any of it. */
export type Lane = { key: string; station: string; evse?: number; status?: string; connected: boolean };

const MINUTE = 60_000;
/** What a drag snaps to. */
const SNAP = 5 * MINUTE;

/** The day as the browser's zone counts it: 23 or 25 hours long when clocks change. */
export function windowOf(day: Date, days: number): Window {
  const from = new Date(day.getFullYear(), day.getMonth(), day.getDate());
  const until = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  return { from: from.getTime(), until: until.getTime() };
}

export function dayOf(text: string | undefined, now: number): Date {
  if (!text) return new Date(now);
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** YYYY-MM-DD in the browser's zone. */
export function textOf(day: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A moment as a field of a form takes it, in the browser's zone. */
export function fieldOf(at: number): string {
  const moment = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${textOf(moment)}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Where the lines of the grid are: full hours (every third on a narrow grid) or midnights. */
export function ticks({ from, until }: Window, days: number, everyHours = 3): number[] {
  const found: number[] = [];
  const begin = new Date(from);
  for (let step = 0; ; step++) {
    const at =
      days > 1
        ? new Date(begin.getFullYear(), begin.getMonth(), begin.getDate() + step)
        : new Date(begin.getFullYear(), begin.getMonth(), begin.getDate(), step * everyHours);
    if (at.getTime() >= until) return found;
    found.push(at.getTime());
  }
}

/** Where something from … to lies in the window, in percent; undefined when it lies outside. */
export function span({ from, until }: Window, begin: number, end: number): { left: number; width: number } | undefined {
  if (end <= from || begin >= until) return undefined;
  const share = (at: number) => ((Math.min(until, Math.max(from, at)) - from) / (until - from)) * 100;
  return { left: share(begin), width: share(end) - share(begin) };
}

/** What we wanted, and what of it the station held. */
export function times({ requestedAt, confirmedAt, endedAt, expiresAt }: Reservation) {
  const time = (text: string) => new Date(text).getTime();
  const expires = time(expiresAt);
  return {
    wanted: { begin: time(requestedAt), end: expires },
    ...(confirmedAt && {
      held: { begin: time(confirmedAt), end: Math.min(endedAt ? time(endedAt) : expires, expires) },
    }),
  };
}

/** The end that a drag means: the moment under the pointer, on the next five minutes; undefined when it is not to come. */
export function dragged({ from, until }: Window, share: number, now: number): number | undefined {
  const at = from + Math.min(1, Math.max(0, share)) * (until - from);
  const snapped = Math.round(at / SNAP) * SNAP;
  return snapped > now + MINUTE ? snapped : undefined;
}

type Station = { id: string; connected: boolean; connectors: { evse: number; connector: number; status: string }[] };

/** A lane for each EVSE, in the order of the stations; lanes of reservations that name none, or an unknown one, are added. */
export function lanesOf(stations: readonly Station[], reservations: readonly Reservation[], others: boolean): Lane[] {
  const lanes = new Map<string, Lane>();
  const add = (lane: Omit<Lane, 'key'>) => {
    const key = `${lane.station}/${lane.evse ?? ''}`;
    if (!lanes.has(key)) lanes.set(key, { key, ...lane });
  };
  for (const { id, connected, connectors } of stations) {
    const free = reservations.some((one) => one.station === id && one.evse === undefined);
    if (free) add({ station: id, connected });
    for (const plug of connectors) {
      if (plug.evse > 0) add({ station: id, evse: plug.evse, status: plug.status, connected });
    }
    for (const one of reservations)
      if (one.station === id && one.evse !== undefined) add({ station: id, evse: one.evse, connected });
  }
  if (others)
    for (const one of reservations)
      add({ station: one.station, ...(one.evse !== undefined && { evse: one.evse }), connected: false });
  return [...lanes.values()];
}

export function isOpen({ state }: { state: string }): boolean {
  return state === 'requested' || state === 'active';
}

/** The states by which the list can be filtered; the first is those that are not over. */
export const STATES = [
  'open',
  'requested',
  'active',
  'used',
  'expired',
  'removed',
  'cancelled',
  'refused',
  'replaced',
] as const;
