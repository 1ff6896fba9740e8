import { Anchor, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type PointerEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';
import { kindOf } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { ReserveButton } from './Calendar';
import classes from './Calendar.module.css';
import { dragged, isOpen, type Lane, type Reservation, span, ticks, times, type Window } from './calendar';
import type { Wish } from './ReserveDialog';

type Props = {
  lane: Lane;
  window: Window;
  days: 1 | 7;
  now: number;
  reservations: readonly Reservation[];
  reason: string | undefined;
  wish: (wish: Wish) => void;
  open: (one: Reservation) => void;
};

/** One EVSE over the days shown. A drag to the right of now reserves it from now until where it ends. */
export function LaneRow({ lane, window, days, now, reservations, reason, wish, open }: Props) {
  const { t, i18n } = useTranslation('reservations');
  const { t: stations } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  const [end, setEnd] = useState<number | 'past'>();
  const dragging = end !== undefined;
  useEffect(() => {
    if (!dragging) return;
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && setEnd(undefined);
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [dragging]);
  const place = lane.evse === undefined ? t('anyEvse') : stations('now.evse', { evse: lane.evse });
  const covers = now >= window.from && now < window.until;
  const under = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return dragged(window, (event.clientX - left) / width, now) ?? 'past';
  };
  const ask = (until?: number) =>
    wish({ station: lane.station, evse: lane.evse, ...(until !== undefined && { until }) });
  const kind = lane.status && kindOf(lane.status, lane.connected);
  const passed = span(window, window.from, Math.min(now, window.until));
  return (
    <div className={classes.row} data-lane={lane.key}>
      <div className={classes.name}>
        <div style={{ minWidth: 0 }}>
          <Anchor
            component={Link}
            to={`/stations/${encodeURIComponent(lane.station)}`}
            size="sm"
            fw={600}
            truncate
            display="block"
          >
            {lane.station}
          </Anchor>
          <Text size="xs" c="dimmed" component="div" className="live-value" style={{ display: 'flex', gap: 4 }}>
            {kind && <KindMark kind={kind} label={status(`kind.${kind}`)} />} {place}
          </Text>
        </div>
        <ReserveButton label={t('reserveAt', { station: lane.station, place })} reason={reason} run={() => ask()} />
      </div>
      <div
        className={classes.track}
        data-free={covers && !reason}
        onPointerDown={(event) => {
          if (reason || !covers || event.button !== 0 || event.pointerType === 'touch') return;
          if (event.target instanceof Element && event.target.closest('button')) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setEnd(under(event));
        }}
        onPointerMove={(event) => dragging && setEnd(under(event))}
        onPointerUp={(event) => {
          if (!dragging) return;
          const until = under(event);
          setEnd(undefined);
          if (until !== 'past') ask(until);
        }}
        onPointerCancel={() => setEnd(undefined)}
      >
        {passed && <div className={classes.past} style={{ width: `${passed.width}%` }} />}
        {ticks(window, days).map((at) => (
          <div key={at} className={classes.line} style={{ left: `${span(window, at, window.until)?.left ?? 0}%` }} />
        ))}
        {covers && passed && <div className={classes.now} style={{ left: `${passed.width}%` }} />}
        {reservations.map((one) => (
          <Bar key={one.id} one={one} place={place} window={window} open={open} />
        ))}
        {dragging && (
          <Ghost
            window={window}
            now={now}
            end={end === 'past' ? now : end}
            text={
              end === 'past'
                ? t('dragOn')
                : new Intl.DateTimeFormat(i18n.language, {
                    ...(days === 7 && { weekday: 'short' }),
                    hour: '2-digit',
                    minute: '2-digit',
                    hourCycle: 'h23',
                  }).format(end)
            }
          />
        )}
      </div>
    </div>
  );
}

/** One reservation: the frame is what we want, the filling what the station held. */
function Bar({ one, place, window, open }: { one: Reservation; place: string; window: Window; open: Props['open'] }) {
  const { t, i18n } = useTranslation('reservations');
  const { wanted, held } = times(one);
  const frame = span(window, wanted.begin, wanted.end);
  if (!frame) return null;
  const inside = { from: Math.max(window.from, wanted.begin), until: Math.min(window.until, wanted.end) };
  const filled = held && span(inside, held.begin, held.end);
  const state = t(`state.${one.state as 'active'}`, { defaultValue: one.state });
  const label = t('bar', {
    station: one.station,
    place,
    token: one.idToken.idToken,
    state,
    until: moment(one.expiresAt, undefined, i18n.language),
  });
  return (
    <Tooltip label={label} multiline maw={320}>
      <button
        type="button"
        className={classes.wanted}
        style={{ left: `${frame.left}%`, width: `${frame.width}%` }}
        data-state={one.state}
        data-open={isOpen(one)}
        data-held={filled !== undefined && filled.width > 60}
        aria-label={label}
        onClick={() => open(one)}
      >
        {filled && <span className={classes.held} style={{ left: `${filled.left}%`, width: `${filled.width}%` }} />}
        <span className={classes.text} aria-hidden>
          {one.state === 'requested' ? '? ' : one.seen ? '✓ ' : ''}
          {one.idToken.idToken}
        </span>
      </button>
    </Tooltip>
  );
}

/** What is being dragged: from now until where the pointer is. */
function Ghost({ window, now, end, text }: { window: Window; now: number; end: number; text: string }) {
  const place = span(window, now, Math.max(end, now + 1));
  if (!place) return null;
  return (
    <div className={classes.ghost} style={{ left: `${place.left}%`, width: `${place.width}%`, overflow: 'visible' }}>
      {text}
    </div>
  );
}
