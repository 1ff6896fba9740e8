import * as leaflet from 'leaflet';
import type { Schemas } from '../../api/client';

export type OwnMap = Schemas['MapView'];
/** unreachable: nothing came; wrong: what came is no such file. */
export type Failure = 'unreachable' | 'wrong';

const MAGIC = 'PMTiles';
const PLAIN: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Puts the operator's map below everything else.
 *
 * @param told with nothing as soon as the first part of it can be seen, with why when it cannot be had
 * @returns takes it away
 */
export function ownLayer(
  map: leaflet.Map,
  own: OwnMap & { url: string },
  scheme: 'light' | 'dark',
  told: (why: Failure | undefined) => void,
): () => void {
  let gone = false;
  let layer: leaflet.GridLayer | undefined;
  let seen = false;
  const attribution = own.attribution.replace(/[&<>"]/g, (character) => PLAIN[character] ?? '');
  const show = (made: leaflet.GridLayer) => {
    if (gone) return;
    layer = made;
    made.on('tileload', () => {
      if (!seen) told(undefined);
      seen = true;
    });
    made.on('tileerror', () => {
      if (!seen) told('unreachable');
    });
    made.addTo(map);
  };
  if (own.kind === 'tiles') show(leaflet.tileLayer(own.url, { attribution, maxZoom: map.getMaxZoom() }));
  else
    void vector(own.url, attribution, scheme).then((made) => {
      if (typeof made !== 'string') show(made);
      else if (!gone) told(made);
    });
  return () => {
    gone = true;
    layer?.remove();
  };
}

async function vector(
  url: string,
  attribution: string,
  scheme: 'light' | 'dark',
): Promise<leaflet.GridLayer | Failure> {
  const wrong = await look(url);
  if (wrong) return wrong;
  // The library was written for pages that have Leaflet as a global.
  Object.assign(window, { L: leaflet });
  const { leafletLayer } = await import('protomaps-leaflet');
  return leafletLayer({ url, attribution, flavor: scheme }) as unknown as leaflet.GridLayer;
}

/** Its first bytes tell a PMTiles file from a page that says "not found". */
async function look(url: string): Promise<Failure | undefined> {
  try {
    const answer = await fetch(url, { headers: { Range: `bytes=0-${MAGIC.length - 1}` } });
    if (!answer.ok) return 'unreachable';
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();
    return new TextDecoder().decode(first?.value?.slice(0, MAGIC.length)) === MAGIC ? undefined : 'wrong';
  } catch {
    return 'unreachable';
  }
}
