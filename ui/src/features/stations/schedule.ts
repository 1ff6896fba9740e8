/** Periods of a schedule as steps over time. Pure. */

export type Period = { startPeriod: number; limit?: number };
export type Step = [at: number, limit: number | null];

/** The limit holds until the next period begins; where none is known the line is broken. */
export function steps(periods: readonly Period[], start: string, seconds: number): Step[] {
  const begin = Date.parse(start);
  const made: Step[] = periods.map(({ startPeriod, limit }) => [begin + startPeriod * 1_000, limit ?? null]);
  const last = made.at(-1);
  if (last) made.push([begin + seconds * 1_000, last[1]]);
  return made;
}

/** What holds at that second of a schedule; undefined when nothing limits. */
export function limitAt(periods: readonly Period[], second: number): number | undefined {
  return periods.filter(({ startPeriod }) => startPeriod <= second).at(-1)?.limit;
}

/** Whether both say the same at each moment at which one of them changes. */
export function differs(ours: readonly Period[], theirs: readonly Period[], seconds: number): boolean {
  const moments = [...ours, ...theirs].map(({ startPeriod }) => startPeriod).filter((at) => at < seconds);
  return moments.some((at) => {
    const one = limitAt(ours, at);
    const other = limitAt(theirs, at);
    return one === undefined || other === undefined ? one !== other : Math.abs(one - other) > 0.05;
  });
}
