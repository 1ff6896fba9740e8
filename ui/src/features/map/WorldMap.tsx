import 'leaflet/dist/leaflet.css';
import { useComputedColorScheme } from '@mantine/core';
import type { FeatureCollection } from 'geojson';
import {
  canvas,
  divIcon,
  geoJSON,
  type Layer,
  type Map as LeafletMap,
  layerGroup,
  map as leaflet,
  marker,
} from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import Supercluster from 'supercluster';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { LETTERS } from '../status/kinds';
import marks from '../status/StatusMark.module.css';
import classes from './Map.module.css';
import { type Failure, type OwnMap, ownLayer } from './ownLayer';
import { added, type Counts, type Place, total, worstOf } from './places';

const FINE_FROM_ZOOM = 5;
const DEEPEST_ZOOM = 19;
const CLUSTER_PX = 48;
const LAND = { light: { line: '#adb5bd', fill: '#f1f3f5' }, dark: { line: '#5c5f66', fill: '#2c2e33' } };

type Properties = { index: number; counts: Counts };

async function outlines(fine: boolean): Promise<FeatureCollection> {
  const atlas = fine ? await import('world-atlas/countries-50m.json') : await import('world-atlas/countries-110m.json');
  const topology = atlas.default as unknown as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries);
}

/** The operator's sites over his own map, or over outlines of countries that come with the console: then nothing is asked of any other server. */
export default function WorldMap({
  places,
  own,
  failed,
  label,
  words,
  choose,
}: {
  places: readonly Place[];
  own: OwnMap | undefined;
  /** Told when the operator's map cannot be had; undefined when it can. */
  failed: (why: Failure | undefined) => void;
  label: string;
  words: (counts: Counts, name?: string) => string;
  choose: (place: Place) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<LeafletMap>(undefined);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    if (!frame.current) return;
    const made = leaflet(frame.current, { preferCanvas: true, minZoom: 2, maxZoom: DEEPEST_ZOOM, worldCopyJump: true });
    made.attributionControl.setPrefix(false);
    made.setView([30, 10], 2);
    shown.current = made;
    const sized = new ResizeObserver(() => made.invalidateSize());
    sized.observe(frame.current);
    return () => {
      sized.disconnect();
      made.remove();
    };
  }, []);

  const [covered, setCovered] = useState(false);
  useEffect(() => {
    const made = shown.current;
    if (!made || !own?.url) return;
    return ownLayer(made, { ...own, url: own.url }, scheme, (why) => {
      setCovered(why === undefined);
      failed(why);
    });
  }, [own, scheme, failed]);

  // Outlines stand in until the operator's own map is there.
  useEffect(() => {
    const made = shown.current;
    if (!made || covered) return;
    made.attributionControl.addAttribution('Natural Earth');
    let land: Layer | undefined;
    let drawn: boolean | undefined;
    let gone = false;
    const redraw = async () => {
      const fine = made.getZoom() >= FINE_FROM_ZOOM;
      if (fine === drawn) return;
      drawn = fine;
      const found = await outlines(fine);
      if (gone || drawn !== fine) return;
      land?.remove();
      const { line, fill } = LAND[scheme];
      land = geoJSON(found, {
        interactive: false,
        style: { color: line, weight: 1, fillColor: fill, fillOpacity: 1, ...{ renderer: canvas() } },
      }).addTo(made);
    };
    void redraw();
    made.on('zoomend', redraw);
    return () => {
      gone = true;
      made.off('zoomend', redraw);
      made.attributionControl.removeAttribution('Natural Earth');
      land?.remove();
    };
  }, [scheme, covered]);

  // Once, when the first places are known: later the view is the person's own.
  const fitted = useRef(false);
  useEffect(() => {
    const made = shown.current;
    if (!made || fitted.current || places.length === 0) return;
    fitted.current = true;
    made.fitBounds(
      places.map(({ latitude, longitude }) => [latitude, longitude] as [number, number]),
      { maxZoom: 7, padding: [40, 40], animate: false },
    );
  }, [places]);

  useEffect(() => {
    const made = shown.current;
    if (!made) return;
    const index = new Supercluster<Properties, { counts: Counts }>({
      radius: CLUSTER_PX,
      maxZoom: DEEPEST_ZOOM - 1,
      map: ({ counts }) => ({ counts }),
      reduce: (sum, { counts }) => {
        sum.counts = added(sum.counts, counts);
      },
    });
    index.load(
      places.map(({ longitude, latitude, counts }, at) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
        properties: { index: at, counts },
      })),
    );
    const layer = layerGroup().addTo(made);
    const redraw = () => {
      layer.clearLayers();
      const box = made.getBounds().pad(0.2);
      const bounds: [number, number, number, number] = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
      for (const one of index.getClusters(bounds, made.getZoom())) {
        const [longitude, latitude] = one.geometry.coordinates as [number, number];
        const { counts } = one.properties;
        const id = 'cluster_id' in one.properties ? one.properties.cluster_id : undefined;
        const place = id === undefined ? places[(one.properties as Properties).index] : undefined;
        const title = words(counts, place && (place.site.title ?? place.site.name));
        const at = marker([latitude, longitude], { icon: icon(counts), title, alt: title, keyboard: true });
        at.on('click keypress', () => {
          if (place) choose(place);
          else if (id !== undefined) made.flyTo([latitude, longitude], index.getClusterExpansionZoom(id));
        });
        layer.addLayer(at);
        // Leaflet has a name for pictures only.
        at.getElement()?.setAttribute('aria-label', title);
      }
    };
    redraw();
    made.on('moveend', redraw);
    return () => {
      made.off('moveend', redraw);
      layer.remove();
    };
  }, [places, words, choose]);

  return <section ref={frame} className={classes.map} aria-label={label} />;
}

/** Form, letter and colour of the worst state, and how many connectors there are. Both are made here, not by anybody's words. */
function icon(counts: Counts) {
  const kind = worstOf(counts);
  const mark = kind ? `<span class="${marks.mark}" data-kind="${kind}">${LETTERS[kind]}</span>` : '';
  return divIcon({
    className: classes.pin ?? '',
    html: `${mark}<span>${total(counts)}</span>`,
    iconSize: [54, 30],
  });
}
