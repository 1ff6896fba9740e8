/** Clocks of time zones, with the days on which they are changed. Pure; wall times are texts such as 2026-03-29T01:30. */

const MINUTE = 60;
export const HOUR = 3_600;
export const DAY = 86_400;
const DAY_MS = DAY * 1_000;
const HOUR_MS = HOUR * 1_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** By how many milliseconds the clocks there are ahead of UTC at that moment. */
function ahead(zone: string, at: number): number {
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of clockOf(zone).formatToParts(at)) {
    if (type in part) part[type as keyof typeof part] = Number(value);
  }
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** What a clock on a wall there shows at that moment. */
export function wallOf(zone: string, at: number): string {
  return new Date(at + ahead(zone, at)).toISOString().slice(0, 16);
}

/** The moment at which it shows that: the first one when it comes twice; as much later when it is left out. */
export function momentOf(zone: string, wall: string): number {
  const shown = Date.parse(`${wall}:00Z`);
  const before = ahead(zone, shown - DAY_MS);
  const first = shown - before;
  if (ahead(zone, first) === before) return first;
  const after = ahead(zone, shown + DAY_MS);
  const second = shown - after;
  return ahead(zone, second) === after ? second : first;
}

/** The same clock time so many days later. */
export function daysLater(wall: string, days: number): string {
  return new Date(Date.parse(`${wall}:00Z`) + days * DAY_MS).toISOString().slice(0, 16);
}

/** The clocks are put forward by so many minutes; back when it is negative. */
export type Change = { at: number; minutes: number };

/** When clocks are changed between two moments. */
export function changes(zone: string, from: number, to: number): Change[] {
  const found: Change[] = [];
  let before = ahead(zone, from);
  for (let at = from; at < to; at += HOUR_MS) {
    const next = Math.min(at + HOUR_MS, to);
    const after = ahead(zone, next);
    if (after === before) continue;
    let low = at;
    let high = next;
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2);
      if (ahead(zone, middle) === before) low = middle;
      else high = middle;
    }
    const moment = Math.round(high / MINUTE / 1_000) * MINUTE * 1_000;
    if (moment < to) found.push({ at: moment, minutes: Math.round((after - before) / 60_000) });
    before = after;
  }
  return found;
}

/** The next change of the clocks; none where they are never changed. */
export function nextChange(zone: string, from: number): Change | undefined {
  for (let month = 0; month < 13; month++) {
    const [first] = daily(zone, from + month * 31 * DAY_MS, 31);
    if (first !== undefined) return changes(zone, first, first + DAY_MS)[0];
  }
  return undefined;
}

/** The beginnings of the days, counted from there, in which the clocks are changed. */
function daily(zone: string, from: number, days: number): number[] {
  return Array.from({ length: days }, (_, day) => from + day * DAY_MS).filter(
    (at) => ahead(zone, at) !== ahead(zone, at + DAY_MS),
  );
}
