import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { stationQuery } from '../stations/query';

/** The time zone of the site where a station stands; undefined, the browser's, until it is known. */
export function useZoneOf(station: string): string | undefined {
  const site = useQuery({ ...stationQuery(station), retry: false }).data?.site;
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')), retry: false });
  return sites.data?.items.find(({ name }) => name === site)?.timeZone;
}
