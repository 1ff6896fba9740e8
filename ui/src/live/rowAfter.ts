import type { Schemas } from '../api/client';
import { kindOf } from '../features/status/kinds';
import type { LiveEvent } from './events';

type Row = Schemas['StationRow'];
type Plug = Row['connectors'][number];
type Running = {
  id: string;
  state: string;
  evse?: number;
  connector?: number;
  chargingState?: string;
  energyWh?: number;
  powerW?: number;
  socPercent?: number;
};

/** A line of the list of stations after what the stream told. Pure. */
export function rowAfter(row: Row, event: LiveEvent): Row {
  switch (event.topic) {
    case 'connection':
      return connection(row, event);
    case 'status':
      return status(row, event);
    case 'transaction':
      return transaction(row, event.body as unknown as Running);
    default:
      return row;
  }
}

function connection(row: Row, event: LiveEvent): Row {
  const connected = event.body.connected === true;
  const { version: _, ...rest } = row;
  return {
    ...rest,
    connected,
    since: event.at,
    lastSeenAt: event.at,
    ...(connected && typeof event.body.version === 'string' && { version: event.body.version }),
    connectors: row.connectors.map((plug) => ({ ...plug, kind: kindOf(plug.status, connected) })),
  };
}

function status(row: Row, event: LiveEvent): Row {
  const told = event.body as { evse: number; connector: number; status: string; errorCode?: string };
  if (told.connector === 0) return row;
  const was = row.connectors.find((plug) => plug.evse === told.evse && plug.connector === told.connector);
  const plug: Plug = {
    ...was,
    evse: told.evse,
    connector: told.connector,
    status: told.status,
    kind: kindOf(told.status, row.connected),
    since: event.at,
    ...(told.errorCode && { errorCode: told.errorCode }),
  };
  const others = row.connectors.filter((one) => one !== was);
  const connectors = [...others, plug].sort((one, other) => one.evse - other.evse || one.connector - other.connector);
  return { ...row, lastSeenAt: event.at, connectors };
}

function transaction(row: Row, told: Running): Row {
  const open = told.state === 'open';
  const connectors = row.connectors.map((plug) => {
    if (plug.evse !== told.evse || (told.connector !== undefined && plug.connector !== told.connector)) return plug;
    const { transaction: _, energyWh: __, socPercent: ___, ...rest } = plug;
    if (!open) return { ...rest, kind: kindOf(plug.status, row.connected) };
    return {
      ...rest,
      kind: kindOf(plug.status, row.connected, told.chargingState),
      transaction: told.id,
      ...(told.energyWh !== undefined && { energyWh: told.energyWh }),
      ...(told.socPercent !== undefined && { socPercent: told.socPercent }),
    };
  });
  const single = connectors.filter((plug) => plug.transaction).length <= 1;
  const { powerW, ...rest } = row;
  const sum = single ? (open ? told.powerW : undefined) : powerW;
  return { ...rest, ...(sum !== undefined && { powerW: sum }), connectors };
}
