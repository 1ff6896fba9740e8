import type { Schemas } from '../../api/client';
import type { LiveEvent } from '../../live/events';
import { type Kind, kindOf } from '../status/kinds';

type Placed = Schemas['ConnectorsPlacedConnector'];
export type Cell = {
  station: string;
  evse: number;
  connector: number;
  site: string;
  word: string;
  connected: boolean;
  charging: string | undefined;
};

/** All connectors by site, kept up to date by the stream without asking again: thousands of rows are too many to copy for each change. */
export class Board {
  /** In their order on the wall. */
  readonly sites = new Map<string, Cell[]>();
  private readonly ofStation = new Map<string, Cell[]>();

  constructor(placed: readonly Placed[]) {
    for (const one of placed) {
      const cell: Cell = {
        station: one.station,
        evse: one.evse,
        connector: one.connector,
        site: one.site,
        word: one.status,
        connected: one.connected,
        charging: one.transaction?.chargingState,
      };
      push(this.sites, cell.site, cell);
      push(this.ofStation, cell.station, cell);
    }
  }

  get size(): number {
    let all = 0;
    for (const cells of this.sites.values()) all += cells.length;
    return all;
  }

  counts(): Map<Kind, number> {
    const kinds = new Map<Kind, number>();
    for (const cells of this.sites.values()) {
      for (const cell of cells) kinds.set(kind(cell), (kinds.get(kind(cell)) ?? 0) + 1);
    }
    return kinds;
  }

  /** @returns whether anything on the wall looks different now; `unknown` when a connector came that was not there */
  apply({ topic, station, body }: LiveEvent): boolean | 'unknown' {
    const cells = station === undefined ? undefined : this.ofStation.get(station);
    switch (topic) {
      case 'connection':
        for (const cell of cells ?? []) cell.connected = body.connected === true;
        return cells !== undefined;
      case 'status': {
        if (body.connector === 0) return false;
        const cell = cells?.find((one) => one.evse === body.evse && one.connector === body.connector);
        if (!cell) return 'unknown';
        cell.word = String(body.status);
        cell.connected = true;
        return true;
      }
      case 'transaction': {
        const told = cells?.filter(
          (one) => one.evse === body.evse && (body.connector === undefined || one.connector === body.connector),
        );
        const charging =
          body.state === 'open' && typeof body.chargingState === 'string' ? body.chargingState : undefined;
        for (const cell of told ?? []) cell.charging = charging;
        return told !== undefined && told.length > 0;
      }
      default:
        return false;
    }
  }
}

export function kind(cell: Cell): Kind {
  return kindOf(cell.word, cell.connected, cell.charging);
}

function push(map: Map<string, Cell[]>, key: string, cell: Cell): void {
  const known = map.get(key);
  if (known) known.push(cell);
  else map.set(key, [cell]);
}
