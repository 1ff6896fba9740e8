/** Numbers, times and spans as people read them. Pure, so that they can be tested without a browser. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in at most two units: 42 s, 5 min, 3 h 20 min, 4 d 2 h. */
export function span(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return two(ms, HOUR, 'h', MINUTE, 'min');
  return two(ms, DAY, 'd', HOUR, 'h');
}

function two(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigUnit}${rest ? ` ${rest} ${smallUnit}` : ''}`;
}

/** Energy: Wh below one kWh, then kWh with as many digits as matter. Unknown is not zero. */
export function energy(wh: number | undefined, language: string): string {
  if (wh === undefined) return '–';
  if (Math.abs(wh) < 1_000) return `${number(wh, 0, language)} Wh`;
  return `${number(wh / 1_000, wh < 100_000 ? 2 : 1, language)} kWh`;
}

export function power(w: number | undefined, language: string): string {
  if (w === undefined) return '–';
  if (Math.abs(w) < 1_000) return `${number(w, 0, language)} W`;
  return `${number(w / 1_000, 1, language)} kW`;
}

export function number(value: number, digits: number, language: string): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
}

/** An amount in its currency, 2.45 for two euros and 45 cents. Unknown is not free. */
export function money(amount: number | undefined, currency: string, language: string): string {
  if (amount === undefined) return '–';
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
}

/** How long an exchange took: µs, ms or s. */
export function latency(micros: number | undefined, language: string): string {
  if (micros === undefined) return '–';
  if (micros < 1_000) return `${micros} µs`;
  if (micros < 1_000_000) return `${number(micros / 1_000, micros < 10_000 ? 1 : 0, language)} ms`;
  return `${number(micros / 1_000_000, 1, language)} s`;
}

/** A moment in a time zone, with the zone's name: 20 Nov 2026, 13:51:02 CET. */
export function moment(at: string, zone: string | undefined, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** Only the time of day, with milliseconds: for lists of frames. */
export function clock(at: string, zone: string | undefined, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(at));
}
