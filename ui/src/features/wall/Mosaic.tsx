import { Group, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useLive } from '../../live/live';
import { KINDS, type Kind } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { Board, type Cell, kind } from './board';
import { draw, type Paint } from './draw';
import { hit, layout } from './layout';
import classes from './Wall.module.css';

const NEW_ONES_AFTER_MS = 1_500;

/** All connectors as squares on one canvas; arrow keys go from one to the next, Enter opens the station. */
export function Mosaic({
  placed,
  refetch,
}: {
  placed: readonly Schemas['ConnectorsPlacedConnector'][];
  refetch: () => void;
}) {
  const { t } = useTranslation('wall');
  const { t: ofStatus } = useTranslation('status');
  const navigate = useNavigate();
  const live = useLive();
  const scheme = useComputedColorScheme('light');
  const { ref: frame, width, height } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const legend = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState<Cell>();
  const [counts, setCounts] = useState<ReadonlyMap<Kind, number>>(new Map());
  const board = useMemo(() => new Board(placed), [placed]);
  const tiles = useMemo(
    () =>
      layout(
        [...board.sites].map(([name, cells]) => ({ name, count: cells.length })),
        width,
        height,
      ),
    [board, width, height],
  );
  // Read when the page has taken its colours on.
  const dirty = useRef(true);
  const show = useRef({ tiles, marked, scheme });
  if (show.current.tiles !== tiles || show.current.marked !== marked || show.current.scheme !== scheme)
    dirty.current = true;
  show.current = { tiles, marked, scheme };

  useEffect(() => {
    // Where many new connectors appear one after the other, all of them are asked for now and then.
    let asking: ReturnType<typeof setTimeout> | undefined;
    const leave = live.listen((event) => {
      const changed = board.apply(event);
      if (changed === 'unknown') {
        asking ??= setTimeout(() => {
          asking = undefined;
          refetch();
        }, NEW_ONES_AFTER_MS);
      } else if (changed) dirty.current = true;
    });
    dirty.current = true;
    let frameNumber = requestAnimationFrame(function again() {
      frameNumber = requestAnimationFrame(again);
      if (!dirty.current || !canvas.current || !legend.current) return;
      dirty.current = false;
      setCounts(board.counts());
      const paint = { ...painted(legend.current), words: (one: Kind) => ofStatus(`kind.${one}`) };
      draw(canvas.current, board, show.current.tiles, paint, show.current.marked);
    });
    return () => {
      leave();
      clearTimeout(asking);
      cancelAnimationFrame(frameNumber);
    };
  }, [board, live.listen, refetch, ofStatus]);

  const at = (event: MouseEvent) => {
    const found = hit(tiles, event.nativeEvent.offsetX, event.nativeEvent.offsetY);
    return found && board.sites.get(found.tile.name)?.[found.index];
  };
  const open = (cell: Cell | undefined) => {
    if (cell) void navigate({ to: '/stations/$station/{-$area}', params: { station: cell.station } });
  };
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open(marked);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = tiles.flatMap(({ name }) => board.sites.get(name) ?? []);
    const now = marked ? all.indexOf(marked) : step > 0 ? -1 : 0;
    setMarked(all.at((now + step) % all.length));
  };
  const ratio = window.devicePixelRatio || 1;
  return (
    <>
      <Group gap="lg" justify="space-between" className="live-value">
        <Group gap="lg" ref={legend}>
          {KINDS.map((one) => (
            <Group key={one} gap={6}>
              <KindMark kind={one} />
              <Text size="sm" data-count={one}>
                {counts.get(one) ?? 0} {ofStatus(`kind.${one}`)}
              </Text>
            </Group>
          ))}
        </Group>
        <Text size="sm" role="status" mih={20}>
          {marked
            ? t('marked', {
                station: marked.station,
                evse: marked.evse,
                connector: marked.connector,
                state: ofStatus(`kind.${kind(marked)}`),
              })
            : t('hint')}
        </Text>
      </Group>
      <div ref={frame} className={`${classes.frame} live-value`}>
        <canvas
          ref={canvas}
          className={classes.canvas}
          width={Math.round(width * ratio)}
          height={Math.round(height * ratio)}
          role="img"
          tabIndex={0}
          aria-label={t('label', { count: board.size })}
          data-connectors={board.size}
          onMouseMove={(event) => setMarked(at(event))}
          onMouseLeave={() => setMarked(undefined)}
          onClick={(event) => open(at(event))}
          onKeyDown={walk}
        />
      </div>
    </>
  );
}

/** The colours of the marks beside, whatever the theme makes of them. */
function painted(legend: HTMLElement): Omit<Paint, 'words'> {
  const kinds = new Map<Kind, string>();
  for (const one of KINDS) {
    const mark = legend.querySelector(`[data-kind="${one}"]`);
    if (mark) kinds.set(one, getComputedStyle(mark).backgroundColor);
  }
  const style = getComputedStyle(legend);
  return { kinds, text: style.color, line: style.getPropertyValue('--mantine-color-dimmed').trim() || style.color };
}
