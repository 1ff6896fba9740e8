import { daysLeft } from '../stations/expiry';

/** In how many days something ends; in months and years where it is far away. In the language's own words. */
export function near(end: string, now: number, language: string): string {
  const days = Math.max(0, daysLeft(end, now));
  const words = new Intl.RelativeTimeFormat(language);
  if (days < 100) return words.format(days, 'day');
  return days < 700 ? words.format(Math.round(days / 30.44), 'month') : words.format(Math.round(days / 365.25), 'year');
}
