import { type Change, changes, DAY, daysLater, HOUR, momentOf, wallOf } from './zone';

/** A stretch of time as it is drawn. Pure. */

/**
 * @param begin moment in ms; null when it counts from the start of charging
 * @param seconds how long it is: 23 or 25 hours when the clocks are changed
 * @param change the moments of a change, with their seconds from the beginning
 */
export type Span = {
  begin: number | null;
  zone: string;
  seconds: number;
  long: boolean;
  ticks: Tick[];
  changes: (Change & { second: number })[];
};

/** @param text empty for a line without words */
type Tick = { second: number; text: string; strong: boolean };

/** From one clock time to the same so many days later. */
export function daysFrom(zone: string, wall: string, days: number, language: string): Span {
  const begin = momentOf(zone, wall);
  const end = momentOf(zone, daysLater(wall, days));
  return between(zone, begin, (end - begin) / 1_000, days > 2, language);
}

export function between(zone: string, begin: number, seconds: number, long: boolean, language: string): Span {
  const found = changes(zone, begin, begin + seconds * 1_000).map((one) => ({
    ...one,
    second: (one.at - begin) / 1_000,
  }));
  return { begin, zone, seconds, long, ticks: ticks(zone, begin, seconds, long, language), changes: found };
}

/** From the start of charging on, whenever that is. */
export function fromCharging(seconds: number): Span {
  const long = seconds > 2 * DAY;
  const made: Tick[] = [];
  for (let hour = 0; hour * HOUR <= seconds; hour += long ? 6 : 1) {
    const strong = hour % (long ? 24 : 3) === 0;
    made.push({ second: hour * HOUR, text: strong ? `+${hour} h` : '', strong });
  }
  return { begin: null, zone: 'UTC', seconds, long, ticks: made, changes: [] };
}

/** Full hours of the clock on the wall; of a week its days. */
function ticks(zone: string, begin: number, seconds: number, long: boolean, language: string): Tick[] {
  const made: Tick[] = [];
  const first = (HOUR - (Number(wallOf(zone, begin).slice(14, 16)) * 60 + (Math.floor(begin / 1_000) % 60))) % HOUR;
  for (let second = first; second <= seconds; second += HOUR) {
    const wall = wallOf(zone, begin + second * 1_000);
    const hour = Number(wall.slice(11, 13));
    if (long && hour % 6 !== 0) continue;
    const strong = hour % (long ? 24 : 3) === 0;
    made.push({ second, text: strong ? (long ? dayName(wall, language) : wall.slice(11)) : '', strong });
  }
  return made;
}

export function dayName(wall: string, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${wall.slice(0, 10)}T12:00:00Z`),
  );
}

/** What the clock shows at that second; the time that has passed where no clock matters. */
export function clockAt(span: Span, second: number): string {
  if (span.begin !== null) return wallOf(span.zone, span.begin + second * 1_000).slice(11);
  const minutes = Math.round(second / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The dates that it touches. */
export function datesOf(span: Span): string[] {
  if (span.begin === null) return [];
  const found = new Set<string>();
  for (let second = 0; second < span.seconds; second += HOUR) {
    found.add(wallOf(span.zone, span.begin + second * 1_000).slice(0, 10));
  }
  return [...found];
}

export function dateAt(span: Span, second: number): string {
  return span.begin === null ? '' : wallOf(span.zone, span.begin + second * 1_000).slice(0, 10);
}

/** What people type as a time of day, as hh:mm: 8, 830, 8:30, 08.30. */
export function clockTyped(typed: string): string {
  const [, hours = '', minutes = '0'] = /^\s*(\d{1,2})\s*[:.h]?\s*(\d{2})?\s*$/.exec(typed) ?? [];
  return hours && `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
}

/** The second at which the clock shows that; undefined when it does not within the span. Without a date, the first time. */
export function secondOf(span: Span, clock: string, date?: string): number | undefined {
  if (!/^\d{2}:[0-5]\d$/.test(clock)) return undefined;
  if (span.begin === null) {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    const second = hours * HOUR + minutes * 60;
    return second < span.seconds ? second : undefined;
  }
  if (clock > '23:59') return undefined;
  for (const one of date ? [date] : datesOf(span)) {
    const second = (momentOf(span.zone, `${one}T${clock}`) - span.begin) / 1_000;
    if (second >= 0 && second < span.seconds) return second;
  }
  return undefined;
}
