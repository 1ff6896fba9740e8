import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Schemas } from '../api/client';
import { keys } from '../api/keys';
import type { LiveEvent } from './events';
import { rowAfter } from './rowAfter';

type Station = Schemas['StationView'];
type Connector = Schemas['ConnectorView'];
type Transaction = Schemas['TransactionView'];
type Command = Schemas['CommandView'];
type Commissioning = Schemas['CommissioningView'];
type Pages<T> = InfiniteData<{ items: T[]; next?: string }>;

/** Brings one change to what is already on the screen. What is not loaded is left alone: it will be asked for when somebody looks. */
export function applyEvent(queries: QueryClient, event: LiveEvent): void {
  patchRow(queries, event);
  switch (event.topic) {
    case 'connection':
      patchStation(queries, event.station, connection(event));
      break;
    case 'station':
      if (event.body.deleted === true || event.key === '*') void queries.invalidateQueries({ queryKey: keys.stations });
      else void queries.invalidateQueries({ queryKey: keys.station(event.key) });
      break;
    case 'status':
      patchConnector(queries, event);
      break;
    case 'transaction':
      patchTransaction(queries, event.body as unknown as Transaction);
      break;
    case 'command':
      patchCommand(queries, event.body as unknown as Command);
      break;
    case 'problem':
      void queries.invalidateQueries({ queryKey: keys.problems });
      break;
    case 'commissioning':
      patchCommissioning(queries, event.body as unknown as Commissioning);
      break;
    case 'setting':
      setting(queries, event.key);
      break;
    case 'fleetjob':
      void queries.invalidateQueries({ queryKey: keys.fleetJobLists });
      void queries.invalidateQueries({ queryKey: keys.fleetJob(event.key) });
      void queries.invalidateQueries({ queryKey: keys.fleetJobStations(event.key) });
      break;
    case 'job':
      again(queries, event.body.kind === 'firmware' ? keys.firmwareJobs : keys.files);
      break;
    case 'reservation':
      again(queries, keys.reservations);
      break;
    case 'display':
      if (event.station) again(queries, keys.displayMessages(event.station));
      break;
    case 'token':
      void queries.invalidateQueries({ queryKey: keys.tokens });
      break;
  }
}

/** Asks again for what is on the screen; a burst of changes does not break off the question that is under way. */
function again(queries: QueryClient, queryKey: readonly unknown[]): void {
  void queries.invalidateQueries({ queryKey }, { cancelRefetch: false });
}

/** Sites, people, API tokens: few, and changed seldom. */
function setting(queries: QueryClient, key: string): void {
  const of = { site: keys.sites, operator: keys.people, 'api-token': keys.apiTokens }[key.split('/')[0] ?? ''];
  if (of) void queries.invalidateQueries({ queryKey: of });
}

/** Lists of stations are long: the one line is looked for and nothing else is touched. */
function patchRow(queries: QueryClient, event: LiveEvent): void {
  const id = event.station;
  if (!id || !['connection', 'status', 'transaction'].includes(event.topic)) return;
  queries.setQueriesData<Pages<Schemas['StationRow']>>({ queryKey: keys.stationRows }, (known) => {
    if (!known) return known;
    for (const [number, page] of known.pages.entries()) {
      const at = page.items.findIndex((row) => row.id === id);
      if (at < 0) continue;
      const items = page.items.with(at, rowAfter(page.items[at] as Schemas['StationRow'], event));
      return { ...known, pages: known.pages.with(number, { ...page, items }) };
    }
    return known;
  });
}

function connection(event: LiveEvent): Partial<Station> {
  const connected = event.body.connected === true;
  const seen = { connected, lastSeenAt: event.at };
  if (!connected) return { ...seen, disconnectedAt: event.at };
  return {
    ...seen,
    connectedAt: event.at,
    ...(typeof event.body.version === 'string' && { version: event.body.version }),
    ...(typeof event.body.remoteAddress === 'string' && { remoteAddress: event.body.remoteAddress }),
  };
}

function patchStation(queries: QueryClient, id: string | undefined, patch: Partial<Station>): void {
  if (!id) return;
  queries.setQueryData<Station>(keys.station(id), (known) => known && { ...known, ...patch });
  queries.setQueriesData<Pages<Station>>({ queryKey: keys.stationLists }, (known) =>
    replaced(known, (station) => (station.id === id ? { ...station, ...patch } : station)),
  );
}

function patchConnector(queries: QueryClient, event: LiveEvent): void {
  if (!event.station) return;
  const told = event.body as unknown as Connector;
  queries.setQueryData<{ items: Connector[] }>(keys.connectors(event.station), (known) => {
    if (!known) return known;
    const others = known.items.filter((at) => at.evse !== told.evse || at.connector !== told.connector);
    const was = known.items.find((at) => at.evse === told.evse && at.connector === told.connector);
    const items = [...others, { ...told, ...(was?.transaction && { transaction: was.transaction }) }];
    items.sort((one, other) => one.evse - other.evse || one.connector - other.connector);
    return { items };
  });
}

function patchTransaction(queries: QueryClient, told: Transaction): void {
  queries.setQueryData<Transaction>(keys.transaction(told.id), (known) => known && { ...known, ...told });
  queries.setQueriesData<Pages<Transaction>>({ queryKey: keys.transactionLists }, (known) =>
    replaced(known, (transaction) => (transaction.id === told.id ? { ...transaction, ...told } : transaction)),
  );
  queries.setQueryData<{ items: Connector[] }>(keys.connectors(told.station), (known) => {
    if (!known) return known;
    return {
      items: known.items.map((at) => {
        if (at.evse !== told.evse || (told.connector !== undefined && at.connector !== told.connector)) return at;
        return { ...at, transaction: told.state === 'open' ? told.id : undefined };
      }),
    };
  });
}

function patchCommand(queries: QueryClient, told: Command): void {
  queries.setQueryData<Command>(keys.command(told.id), (known) => known && told);
  queries.setQueryData<{ items: Command[] }>(keys.commands(told.station), (known) => {
    if (!known) return known;
    const at = known.items.findIndex((command) => command.id === told.id);
    const items = at < 0 ? [told, ...known.items] : known.items.with(at, told);
    return { ...known, items };
  });
}

function patchCommissioning(queries: QueryClient, told: Commissioning): void {
  queries.setQueryData<Commissioning>(keys.commissioning(told.id), (known) => known && told);
  queries.setQueryData<{ items: Commissioning[] }>(keys.commissionings(told.station), (known) => {
    if (!known) return known;
    const others = known.items.filter((one) => one.id !== told.id);
    const items = [told, ...others].sort((one, other) => (one.id < other.id ? 1 : -1));
    return { ...known, items };
  });
  for (const state of ['open', 'signed']) void queries.invalidateQueries({ queryKey: keys.commissioningList(state) });
}

function replaced<T>(known: Pages<T> | undefined, change: (item: T) => T): Pages<T> | undefined {
  // A list that was asked for as a whole has no pages; it is asked for again by whoever shows it.
  if (!known?.pages) return known;
  let touched = false;
  const pages = known.pages.map((page) => {
    const items = page.items.map((item) => {
      const now = change(item);
      touched ||= now !== item;
      return now;
    });
    return { ...page, items };
  });
  return touched ? { ...known, pages } : known;
}
