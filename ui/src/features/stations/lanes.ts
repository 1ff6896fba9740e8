import type { Schemas } from '../../api/client';
import type { Kind } from '../status/kinds';

type Timeline = Schemas['Timeline'];
export type Band = { lane: number; from: number; to: number; kind: Kind | 'charge'; text: string; link?: string };
export type Mark = { lane: number; at: number; text: string };
export type Lanes = { names: string[]; bands: Band[]; marks: Mark[] };
export type Words = {
  connection: string;
  connected: string;
  away: (why: string | undefined) => string;
  booted: (reason: string | undefined) => string;
  place: (evse: number, connector: number) => string;
  whole: string;
  state: (kind: Kind, word: string, error: string | undefined) => string;
  charge: (energyWh: number | undefined, token: string | undefined) => string;
};

/**
 * What a station was, as bands on lanes: the connection first, then the station, then each connector with its transactions on top. While the station
 * was away nobody knows what its connectors did, so the absence lies over all of them.
 */
export function lanes(told: Timeline, words: Words): Lanes {
  const since = Date.parse(told.since);
  const until = Date.parse(told.until);
  const cut = (from: string, to: string | undefined): [number, number] => [
    Math.max(since, Date.parse(from)),
    to === undefined ? until : Math.min(until, Date.parse(to)),
  ];
  const places = [...new Set(told.states.map((state) => `${state.evse}/${state.connector}`))];
  const names = [
    words.connection,
    ...places.map((place) => {
      const [evse = 0, connector = 0] = place.split('/').map(Number);
      return evse === 0 ? words.whole : words.place(evse, connector);
    }),
  ];
  const laneOf = (evse: number | undefined, connector: number | undefined) => {
    const exact = places.indexOf(`${evse}/${connector}`);
    return 1 + (exact >= 0 ? exact : places.findIndex((place) => place.startsWith(`${evse}/`)));
  };
  const bands: Band[] = told.states.map((state) => {
    const [from, to] = cut(state.since, state.until);
    const kind = state.kind as Kind;
    const text = words.state(kind, state.status, state.errorCode);
    return { lane: laneOf(state.evse, state.connector), from, to, kind, text };
  });
  for (const charge of told.transactions) {
    const lane = laneOf(charge.evse, charge.connector);
    if (lane < 1) continue;
    const [from, to] = cut(charge.since, charge.until);
    const text = words.charge(charge.energyWh, charge.idToken);
    bands.push({ lane, from, to, kind: 'charge', text, link: charge.id });
  }
  for (const connected of told.connections) {
    const [from, to] = cut(connected.since, connected.until);
    bands.push({ lane: 0, from, to, kind: 'available', text: words.connected });
  }
  for (const away of absences(told, since, until)) {
    for (let lane = 0; lane < names.length; lane++)
      bands.push({ lane, from: away.from, to: away.to, kind: 'offline', text: words.away(away.because) });
  }
  const marks = told.boots.map((boot) => ({ lane: 0, at: Date.parse(boot.at), text: words.booted(boot.reason) }));
  return { names, bands: bands.filter((band) => band.from < band.to), marks };
}

type Absence = { from: number; to: number; because: string | undefined };

/** Between two connections, and after the last; before the first one that is known nobody can tell. */
function absences(told: Timeline, since: number, until: number): Absence[] {
  const found: Absence[] = [];
  let end: number | undefined;
  let because: string | undefined;
  for (const connected of told.connections) {
    const from = Date.parse(connected.since);
    if (end !== undefined && from > end) found.push({ from: Math.max(since, end), to: from, because });
    if (connected.until === undefined) return found;
    const to = Date.parse(connected.until);
    if (end === undefined || to > end) {
      end = to;
      because = connected.because;
    }
  }
  if (end !== undefined && end < until) found.push({ from: Math.max(since, end), to: until, because });
  return found;
}
