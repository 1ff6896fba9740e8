/** Two schedules over each other. Pure. */

export type Period = { startPeriod: number; limit?: number | null; numberPhases?: number };
/** A limit from that moment (ms) on; null is no limit. */
type Piece = { at: number; limit: number | null };
export type Line = { from: number; to: number; pieces: Piece[] };
/** @param more whether the station allows more than we compute */
export type Difference = { from: number; to: number; ours: number; theirs: number | null; more: boolean };

const SHARE = 0.01;
const LEAST = 0.1;
/** Shorter ones come from asking a moment later. */
const SLIVER_MS = 60_000;

export function lineOf(periods: readonly Period[], start: string, seconds: number): Line {
  const from = Date.parse(start);
  return {
    from,
    to: from + seconds * 1_000,
    pieces: periods.map(({ startPeriod, limit }) => ({ at: from + startPeriod * 1_000, limit: limit ?? null })),
  };
}

/** What holds at that moment; undefined outside the schedule. */
export function limitAt(line: Line, at: number): number | null | undefined {
  if (at < line.from || at >= line.to) return undefined;
  const acting = line.pieces.findLast((piece) => piece.at <= at);
  return acting ? acting.limit : null;
}

/** Where they differ by more than a hundredth, as far as both reach. Where we know of no limit, the station may have one of its own. */
export function differences(ours: Line, theirs: Line): Difference[] {
  const from = Math.max(ours.from, theirs.from);
  const to = Math.min(ours.to, theirs.to);
  const edges = [from, ...ours.pieces.map(({ at }) => at), ...theirs.pieces.map(({ at }) => at)]
    .filter((at) => at >= from && at < to)
    .sort((one, other) => one - other);
  const found: Difference[] = [];
  [...new Set(edges)].forEach((at, index, all) => {
    const own = limitAt(ours, at);
    const other = limitAt(theirs, at);
    if (own === null || own === undefined || other === undefined || same(own, other)) return;
    const until = all[index + 1] ?? to;
    const last = found.at(-1);
    if (last && last.to === at && last.ours === own && last.theirs === other) last.to = until;
    else found.push({ from: at, to: until, ours: own, theirs: other, more: other === null || other > own });
  });
  return found.filter((one) => one.to - one.from >= SLIVER_MS);
}

function same(ours: number, theirs: number | null): boolean {
  return theirs !== null && Math.abs(ours - theirs) <= Math.max(ours * SHARE, LEAST);
}

export type Row = { from: number; to: number; limits: (number | null | undefined)[] };

/** What each line says, from change to change of any of them. */
export function rows(lines: readonly Line[], from: number, to: number): Row[] {
  const edges = [from, ...lines.flatMap(({ pieces, to: end }) => [...pieces.map(({ at }) => at), end])]
    .filter((at) => at >= from && at < to)
    .sort((one, other) => one - other);
  const made: Row[] = [];
  [...new Set(edges)].forEach((at, index, all) => {
    const limits = lines.map((line) => limitAt(line, at));
    const until = all[index + 1] ?? to;
    const last = made.at(-1);
    if (last?.limits.every((limit, of) => limit === limits[of])) last.to = until;
    else made.push({ from: at, to: until, limits });
  });
  return made;
}
