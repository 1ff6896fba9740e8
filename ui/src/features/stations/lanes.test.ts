import { expect, it } from 'vitest';
import { lanes, type Words } from './lanes';

const WORDS: Words = {
  connection: 'connection',
  connected: 'connected',
  away: (why) => `away ${why}`,
  booted: (reason) => `boot ${reason}`,
  place: (evse, connector) => `${evse}/${connector}`,
  whole: 'whole',
  state: (kind) => kind,
  charge: (energy) => `charge ${energy}`,
};
const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const state = (kind: string, from: number, to: number) => ({
  evse: 1,
  connector: 1,
  kind,
  status: kind,
  since: at(from),
  until: at(to),
});

it('an absence lies over every lane, and its reason is told', () => {
  const made = lanes(
    {
      since: at(0),
      until: at(10),
      states: [state('available', 0, 10)],
      connections: [
        { since: at(0), until: at(2), version: 'ocpp1.6', remoteAddress: '', because: 'silent' },
        { since: at(5), version: 'ocpp1.6', remoteAddress: '' },
      ],
      boots: [{ at: at(5), registration: 'accepted', reason: 'PowerUp' }],
      transactions: [],
    },
    WORDS,
  );
  expect(made.names).toEqual(['connection', '1/1']);
  const away = made.bands.filter((band) => band.kind === 'offline');
  expect(away.map(({ lane }) => lane)).toEqual([0, 1]);
  expect(away[0]).toMatchObject({ from: Date.parse(at(2)), to: Date.parse(at(5)), text: 'away silent' });
  expect(made.marks).toEqual([{ lane: 0, at: Date.parse(at(5)), text: 'boot PowerUp' }]);
});

it('a transaction stands on its connector and is cut to what is shown', () => {
  const made = lanes(
    {
      since: at(2),
      until: at(10),
      states: [state('charging', 2, 10)],
      connections: [],
      boots: [],
      transactions: [{ id: 't', evse: 1, connector: 1, since: at(0), until: at(4), energyWh: 5 }],
    },
    WORDS,
  );
  expect(made.bands.at(-1)).toMatchObject({ lane: 1, kind: 'charge', from: Date.parse(at(2)), to: Date.parse(at(4)) });
});
