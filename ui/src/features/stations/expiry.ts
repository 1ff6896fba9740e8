/** Whole days until then; negative once it is over. */
export function daysLeft(end: string, now: number): number {
  return Math.floor((new Date(end).getTime() - now) / 86_400_000);
}
