import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { KindMark } from '../status/StatusMark';
import { kindOfStation, moved, type Point, within } from './plan';
import classes from './SitePlan.module.css';

type Row = Schemas['StationRow'];
type Props = {
  plan: Schemas['SitePlanView'] & { image: string };
  rows: ReadonlyMap<string, Row>;
  arranging: boolean;
  at: (station: string) => Point | undefined;
  place: (station: string, at: Point) => void;
  remove: (station: string) => void;
};

/** The picture with the stations on it: links to their pages or, while they are arranged, things to drag or to move with arrow keys. */
export function PlanBoard({ plan, rows, arranging, at: placeOf, place, remove }: Props) {
  const { t } = useTranslation('sites');
  const { t: ofStatus } = useTranslation('status');
  const frame = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ station: string } & Point>();
  const ratio = (plan.width ?? 1) / (plan.height ?? 1);

  const at = (event: PointerEvent): Point => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
  };
  const press = (station: string) => (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged({ station, ...at(event) });
  };
  const drag = (event: PointerEvent) => {
    if (dragged) setDragged({ ...dragged, ...at(event) });
  };
  const drop = (event: PointerEvent) => {
    if (!dragged) return;
    place(dragged.station, at(event));
    setDragged(undefined);
  };
  const key = (station: string) => (event: KeyboardEvent) => {
    const point = placeOf(station);
    const next = point && moved(point, event.key, event.shiftKey);
    if (next) place(station, next);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(station);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={frame}
      className={classes.frame}
      style={{ aspectRatio: ratio, width: `min(100%, calc((100dvh - 230px) * ${ratio}))` }}
    >
      <img
        src={plan.image}
        alt={t('plan.picture', { name: plan.site })}
        className={classes.picture}
        draggable={false}
      />
      {plan.places.map(({ station, ...point }) => {
        const row = rows.get(station);
        const now = dragged?.station === station ? dragged : point;
        const kind = row && kindOfStation(row);
        const shared = {
          className: classes.mark,
          style: { left: `${now.x * 100}%`, top: `${now.y * 100}%` },
          'data-place': station,
        };
        const content = (
          <>
            <span className="live-value">{kind && <KindMark kind={kind} />}</span>
            {station}
          </>
        );
        const label = kind ? `${station}: ${ofStatus(`kind.${kind}`)}` : station;
        return arranging ? (
          <button
            {...shared}
            key={station}
            type="button"
            aria-label={label}
            aria-describedby="plan-keys"
            data-arranging
            data-dragged={dragged?.station === station}
            onPointerDown={press(station)}
            onPointerMove={drag}
            onPointerUp={drop}
            onPointerCancel={() => setDragged(undefined)}
            onKeyDown={key(station)}
          >
            {content}
          </button>
        ) : (
          <Link {...shared} key={station} to={`/stations/${encodeURIComponent(station)}` as '/'} aria-label={label}>
            {content}
          </Link>
        );
      })}
    </div>
  );
}
