import type { Role } from '../session/session';

const SOON_MS = 30 * 86_400_000;

/** Whether something has ended, ends within a month, or later. */
export function endsIn(at: string, now: number): 'over' | 'soon' | 'later' {
  const left = new Date(at).getTime() - now;
  if (left <= 0) return 'over';
  return left < SOON_MS ? 'soon' : 'later';
}

/** The API calls the role of a program admin, that of a person administrator. */
export function roleOf(word: string): Role {
  return word === 'admin' ? 'administrator' : (word as Role);
}

/** The end of a day as people choose it, by the browser's clock. */
export function endOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
