import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ActionDialog } from '../commands/ActionDialog';
import { stationQuery } from '../stations/query';
import type { Act } from './wish';

/** The dialog of an action that was chosen in the palette: it asks and names the consequence as everywhere. */
export default function ActOn({ act, station: id, close }: { act: Act; station: string; close: () => void }) {
  const station = useQuery(stationQuery(id));
  const connectors = useQuery({
    queryKey: keys.connectors(id),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/connectors', { params: { path: { id } } })),
  });
  if (!station.data || !connectors.data) return null;
  return <ActionDialog action={act} station={station.data} connectors={connectors.data.items} close={close} />;
}
