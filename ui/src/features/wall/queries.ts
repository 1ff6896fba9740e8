import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

type Placed = Schemas['ConnectorsPlacedConnector'];

/** Stations in one page of the list; a page holds whole stations. */
const STATIONS_A_PAGE = 500;

/** Every connector that the person may see. */
export const connectorsQuery = { queryKey: keys.wall, queryFn: allConnectors, staleTime: 10_000 };

async function allConnectors(): Promise<Placed[]> {
  const all: Placed[] = [];
  let after: string | undefined;
  do {
    const query = { limit: STATIONS_A_PAGE, ...(after !== undefined && { after }) };
    const page = await body(api.GET('/api/v1/connectors', { params: { query } }));
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return all;
}
