import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Axes } from './Axes';
import classes from './Charging.module.css';
import { type Difference, type Line, limitAt } from './difference';
import { type Frame, path, plotOf, secondAt, xOf, yOf } from './frame';
import type { Span } from './span';
import { ceiling, type Unit } from './steps';
import { clockText, limitText } from './words';

type Lines = { ours: Line; theirs?: Line; draft?: Line; differ: Difference[] };

/** Schedules over each other; what differs is hatched. Under the pointer it tells what each of them says. */
export function PreviewChart({
  span,
  unit,
  lines,
  label,
  height = 230,
}: {
  span: Span;
  unit: Unit;
  lines: Lines;
  label: string;
  height?: number;
}) {
  const { t, i18n } = useTranslation('charging');
  const { ref, width } = useElementSize();
  const [under, setUnder] = useState<number>();
  const hatch = useId();
  const begin = span.begin ?? 0;
  const all = [lines.ours, lines.draft, lines.theirs].flatMap((line) => line?.pieces ?? []);
  const most = ceiling(
    all.map(({ limit }) => ({ at: 0, limit: limit ?? 0 })),
    unit,
  );
  const frame: Frame = { width: Math.max(width, 200), height, seconds: span.seconds, most };
  const plot = plotOf(frame);
  const x = (at: number) => xOf(frame, Math.min(span.seconds, Math.max(0, (at - begin) / 1_000)));
  const points = ({ pieces, to }: Line) =>
    pieces.map(({ at, limit }, index) => ({
      from: x(at),
      to: x(pieces[index + 1]?.at ?? to),
      y: limit === null ? null : yOf(frame, limit),
    }));
  const nothing = lines.ours.pieces.every(({ limit }) => limit === null);
  const at = under === undefined ? undefined : begin + under * 1_000;
  const says = (name: string, line: Line | undefined) => {
    const limit = line && at !== undefined ? limitAt(line, at) : undefined;
    if (limit === undefined) return [];
    return [`${name}: ${limit === null ? t('preview.unlimited') : limitText(limit, unit, i18n.language)}`];
  };
  return (
    <div ref={ref} className={classes.chart}>
      {width > 0 && (
        <svg
          width={frame.width}
          height={frame.height}
          role="img"
          aria-label={label}
          onPointerMove={(event) =>
            setUnder(secondAt(frame, event.clientX - event.currentTarget.getBoundingClientRect().left))
          }
          onPointerLeave={() => setUnder(undefined)}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line y2="6" className={classes.differsStroke} />
            </pattern>
          </defs>
          <rect
            x={plot.left}
            y={plot.top}
            width={plot.right - plot.left}
            height={plot.bottom - plot.top}
            fill="transparent"
          />
          <Axes frame={frame} span={span} unit={unit} />
          {points(lines.ours).map(
            ({ from, to, y }) =>
              y !== null && (
                <rect
                  key={from}
                  className={classes.area}
                  x={from}
                  width={Math.max(0, to - from)}
                  y={y}
                  height={plot.bottom - y}
                />
              ),
          )}
          {lines.differ.map(({ from, to, ours, theirs }) => {
            const [high, low] = [
              yOf(frame, Math.max(ours, theirs ?? most)),
              yOf(frame, Math.min(ours, theirs ?? most)),
            ];
            return (
              <rect
                key={from}
                className={classes.differs}
                style={{ fill: `url("#${hatch}")` }}
                x={x(from)}
                width={Math.max(2, x(to) - x(from))}
                y={high}
                height={Math.max(3, low - high)}
              />
            );
          })}
          <path className={classes.line} d={path(points(lines.ours))} />
          {lines.theirs && <path className={classes.theirs} d={path(points(lines.theirs))} />}
          {lines.draft && <path className={classes.draft} d={path(points(lines.draft))} data-draft />}
          {nothing && !lines.draft && !lines.theirs && (
            <text x={(plot.left + plot.right) / 2} y={(plot.top + plot.bottom) / 2} textAnchor="middle">
              {t('preview.nothing')}
            </text>
          )}
          {under !== undefined && (
            <line
              className={classes.cursor}
              x1={xOf(frame, under)}
              x2={xOf(frame, under)}
              y1={plot.top}
              y2={plot.bottom}
            />
          )}
        </svg>
      )}
      <Text size="xs" c="dimmed" h={18} aria-hidden="true">
        {at !== undefined &&
          [
            clockText(at, span.zone, i18n.language),
            ...says(t('preview.ours'), lines.ours),
            ...says(t('preview.draft'), lines.draft),
            ...says(t('preview.theirs'), lines.theirs),
          ].join(' · ')}
      </Text>
    </div>
  );
}
