import { number } from '../../app/format';
import type { Unit } from './steps';

/** A limit as people say it: 16 A, 7.5 kW. */
export function limitText(limit: number, unit: Unit, language: string): string {
  const value = unit === 'W' ? limit / 1_000 : limit;
  return `${number(value, Number.isInteger(value) ? 0 : value * 10 === Math.round(value * 10) ? 1 : 2, language)} ${
    unit === 'W' ? 'kW' : 'A'
  }`;
}

/** A day of a time zone in full: Sunday, 29 March 2026. */
export function dayText(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00:00Z`),
  );
}

/** A moment on the clocks of a zone, as short as it can be: Sat 14:30. */
export function clockText(at: number, zone: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at);
}
