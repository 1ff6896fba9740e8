import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { Point } from './plan';

type Plan = Schemas['SitePlanView'];
type Place = Plan['places'][number];

const SAVED_AFTER_MS = 250;

/** Where stations stand on a plan. What is moved shows at once; it is saved, one after the other, as soon as it rests for a moment. */
export function usePlaces(plan: Plan) {
  const queries = useQueryClient();
  const site = plan.site;
  const unsaved = useRef(new Map<string, Point>());
  const [moved, setMoved] = useState<ReadonlyMap<string, Point>>(new Map());
  const [error, setError] = useState<unknown>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef(Promise.resolve());

  const save = useCallback(() => {
    clearTimeout(timer.current);
    for (const [station, at] of [...unsaved.current]) {
      saving.current = saving.current.then(async () => {
        if (unsaved.current.get(station) !== at) return;
        const path = { name: site, station };
        try {
          const saved = await body(
            api.PUT('/api/v1/sites/{name}/plan/places/{station}', { params: { path }, body: at }),
          );
          queries.setQueryData<Plan>(keys.sitePlan(site), saved);
        } catch (refused) {
          setError(refused);
        }
        if (unsaved.current.get(station) === at) unsaved.current.delete(station);
        setMoved(new Map(unsaved.current));
      });
    }
  }, [queries, site]);
  useEffect(() => save, [save]);

  const place = (station: string, at: Point) => {
    setError(undefined);
    unsaved.current.set(station, at);
    setMoved(new Map(unsaved.current));
    clearTimeout(timer.current);
    timer.current = setTimeout(save, SAVED_AFTER_MS);
  };
  const remove = async (station: string) => {
    unsaved.current.delete(station);
    const path = { name: site, station };
    try {
      await body(api.DELETE('/api/v1/sites/{name}/plan/places/{station}', { params: { path } }));
    } catch (refused) {
      setError(refused);
    }
    await queries.invalidateQueries({ queryKey: keys.sitePlan(site) });
  };
  const known = new Set(plan.places.map(({ station }) => station));
  const places: Place[] = [
    ...plan.places.map((one) => ({ ...one, ...moved.get(one.station) })),
    ...[...moved].filter(([station]) => !known.has(station)).map(([station, at]) => ({ station, ...at })),
  ];
  /** Also between two keys that come faster than the page is drawn. */
  const at = (station: string) => unsaved.current.get(station) ?? places.find((one) => one.station === station);
  return { places, at, place, remove, error };
}
