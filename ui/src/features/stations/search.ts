/** What a list of stations is filtered by; stands in the address, so that a view can be kept and sent to others. */
export type StationSearch = { q?: string; connected?: boolean; site?: string };

export function stationSearch(search: Record<string, unknown>): StationSearch {
  return {
    ...(typeof search.q === 'string' && search.q !== '' && { q: search.q }),
    ...(typeof search.connected === 'boolean' && { connected: search.connected }),
    ...(typeof search.site === 'string' && search.site !== '' && { site: search.site }),
  };
}
