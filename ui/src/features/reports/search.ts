/** A period: a month such as 2026-10, or the last days. */
export type ReportSearch = { month?: string; days?: 7 | 90; site?: string };

export function reportSearch({ month, days, site }: Record<string, unknown>): ReportSearch {
  return {
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month }),
    ...((days === 7 || days === 90) && { days }),
    ...(typeof site === 'string' && site !== '' && { site }),
  };
}

/** From when to when, in the browser's time zone; the last 30 days when nothing else is said. */
export function periodOf({ month, days }: ReportSearch, now: Date): { from: string; to: string } {
  if (month) {
    const [year = 0, number = 1] = month.split('-').map(Number);
    return { from: new Date(year, number - 1, 1).toISOString(), to: new Date(year, number, 1).toISOString() };
  }
  const from = new Date(now);
  from.setHours(0, 0, 0, 0);
  from.setDate(from.getDate() - (days ?? 30) + 1);
  const to = new Date(now);
  to.setHours(24, 0, 0, 0);
  return { from: from.toISOString(), to: to.toISOString() };
}

/** The present month and the eleven before it, the newest first. */
export function months(now: Date): string[] {
  return Array.from({ length: 12 }, (_, back) => {
    const at = new Date(now.getFullYear(), now.getMonth() - back, 1);
    return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;
  });
}
