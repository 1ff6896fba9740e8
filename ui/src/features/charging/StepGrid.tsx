import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Axes } from './Axes';
import classes from './Charging.module.css';
import { type Frame, limitAtHeight, plotOf, secondAt, xOf, yOf } from './frame';
import { clockAt, dateAt, dayName, type Span } from './span';
import {
  actingAt,
  ceiling,
  GRAIN,
  grainOf,
  moved,
  painted,
  raised,
  type Step,
  snapped,
  split,
  type Unit,
  without,
} from './steps';
import { limitText } from './words';

type Props = {
  span: Span;
  steps: Step[];
  unit: Unit;
  lasts: number | undefined;
  chosen: number;
  choose: (index: number) => void;
  change: (steps: Step[]) => void;
  wrong: ReadonlySet<number>;
};
type Drag = { what: 'limit' | 'edge' | 'paint'; index: number; from: Step[]; second: number; most: number };

const LEAP = 5;
const LONG = 4;

/**
 * The steps of a schedule over a day or a week. A bar is drawn up and down, its edge to and fro, a stretch of the empty grid paints a new limit;
 * with the arrow keys the same on the step that has the focus.
 */
export function StepGrid({ span, steps, unit, lasts, chosen, choose, change, wrong }: Props) {
  const { t, i18n } = useTranslation('charging');
  const { ref, width } = useElementSize();
  const hatch = useId();
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<Drag>(undefined);
  const sliders = useRef<(SVGGElement | null)[]>([]);
  const wanted = useRef<number>(undefined);
  const grain = grainOf(span);
  // While something is dragged the scale stays as it was under the pointer.
  const most = drag.current?.most ?? ceiling(steps, unit);
  const frame: Frame = { width: Math.max(width, 200), height: width < 480 ? 250 : 310, seconds: span.seconds, most };
  const plot = plotOf(frame);

  useEffect(() => {
    if (wanted.current === undefined) return;
    sliders.current[wanted.current]?.focus({ preventScroll: true });
    wanted.current = undefined;
  });

  function under(event: PointerEvent) {
    const box = svg.current?.getBoundingClientRect();
    return {
      second: secondAt(frame, event.clientX - (box?.left ?? 0)),
      limit: limitAtHeight(frame, event.clientY - (box?.top ?? 0)),
    };
  }

  function begin(what: Drag['what'], index: number, event: PointerEvent) {
    if (event.button !== 0) return;
    svg.current?.setPointerCapture(event.pointerId);
    drag.current = { what, index, from: steps, second: under(event).second, most };
    if (what !== 'paint') choose(index);
  }

  function move(event: PointerEvent) {
    const held = drag.current;
    if (!held) return;
    const { second, limit } = under(event);
    if (held.what === 'limit') change(raised(held.from, held.index, snapped(limit, GRAIN[unit])));
    if (held.what === 'edge') {
      change(moved(held.from, held.index, snapped(second, grain), span.seconds, grain));
    }
    if (held.what === 'paint') {
      const from = snapped(held.second, grain);
      const to = Math.min(span.seconds, snapped(second, grain));
      const made = painted(held.from, from, to, snapped(limit, GRAIN[unit]), span.seconds);
      held.index = actingAt(made, Math.min(from, to));
      change(made);
      choose(held.index);
    }
  }

  function end() {
    if (drag.current) wanted.current = Math.min(drag.current.index, steps.length - 1);
    drag.current = undefined;
    change([...steps]);
  }

  function key(event: KeyboardEvent, index: number) {
    const far = event.shiftKey;
    const step = steps[index];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    const lift = (by: number) => change(raised(steps, index, step.limit + by * GRAIN[unit]));
    const shift = (by: number) => change(moved(steps, index, step.at + by * grain, span.seconds, grain));
    switch (event.key) {
      case 'ArrowUp':
        lift(far ? LEAP : 1);
        break;
      case 'ArrowDown':
        lift(far ? -LEAP : -1);
        break;
      case 'PageUp':
        lift(LEAP);
        break;
      case 'PageDown':
        lift(-LEAP);
        break;
      case 'ArrowLeft':
        shift(far ? -LONG : -1);
        break;
      case 'ArrowRight':
        shift(far ? LONG : 1);
        break;
      case 'Enter':
      case 'Insert':
      case '+': {
        const made = split(steps, index, span.seconds, grain);
        change(made);
        if (made.length > steps.length) focusOn(index + 1);
        break;
      }
      case 'Delete':
      case 'Backspace':
        change(without(steps, index));
        focusOn(Math.max(0, index - 1));
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  function focusOn(index: number) {
    choose(index);
    wanted.current = index;
  }

  const clock = (second: number) =>
    second >= span.seconds
      ? t('grid.end')
      : [span.long && span.begin !== null && dayName(dateAt(span, second), i18n.language), clockAt(span, second)]
          .filter(Boolean)
          .join(' ');

  return (
    <div ref={ref} className={classes.chart}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset
        <svg
          ref={svg}
          width={frame.width}
          height={frame.height}
          role="group"
          aria-label={t('grid.label')}
          aria-describedby="grid-help"
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <defs>
            <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line y2="7" className={classes.silentStroke} />
            </pattern>
          </defs>
          <Axes frame={frame} span={span} unit={unit} />
          <rect
            data-plot
            className={classes.paper}
            style={{ touchAction: span.long ? 'pan-x pan-y' : 'pan-y' }}
            x={plot.left}
            y={plot.top}
            width={plot.right - plot.left}
            height={plot.bottom - plot.top}
            onPointerDown={(event) => begin('paint', 0, event)}
          />
          {steps.map((step, index) => {
            const next = Math.min(span.seconds, steps[index + 1]?.at ?? span.seconds);
            if (step.at >= span.seconds) return null;
            const [left, right] = [xOf(frame, step.at), xOf(frame, next)];
            const y = yOf(frame, Math.min(step.limit, most));
            const before = steps[index - 1];
            const told = limitText(step.limit, unit, i18n.language);
            const room = right - left;
            return (
              <g
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is the one in its place, wherever it is moved
                key={index}
                ref={(made) => {
                  sliders.current[index] = made;
                }}
                role="slider"
                tabIndex={0}
                aria-label={t('grid.step', { index: index + 1 })}
                aria-orientation="vertical"
                aria-valuemin={0}
                aria-valuemax={Math.max(most, step.limit)}
                aria-valuenow={step.limit}
                aria-valuetext={t('grid.says', { from: clock(step.at), to: clock(next), limit: told })}
                className={[classes.step, index === chosen && classes.chosen, wrong.has(index) && classes.wrong]
                  .filter(Boolean)
                  .join(' ')}
                onFocus={() => choose(index)}
                onKeyDown={(event) => key(event, index)}
              >
                <rect className={classes.fill} x={left} width={room} y={y} height={plot.bottom - y} />
                {before && (
                  <line
                    className={classes.riser}
                    x1={left}
                    x2={left}
                    y1={yOf(frame, Math.min(before.limit, most))}
                    y2={y}
                  />
                )}
                <line className={classes.bar} x1={left} x2={right} y1={y} y2={y} />
                <line
                  className={`${classes.reach} ${classes.up}`}
                  strokeWidth={24}
                  x1={left}
                  x2={right}
                  y1={y}
                  y2={y}
                  pointerEvents="stroke"
                  onPointerDown={(event) => begin('limit', index, event)}
                />
                {index > 0 && (
                  <>
                    <rect
                      className={`${classes.reach} ${classes.across}`}
                      x={left - 9}
                      width={18}
                      y={plot.top}
                      height={plot.bottom - plot.top}
                      onPointerDown={(event) => begin('edge', index, event)}
                    />
                    <rect
                      className={classes.grip}
                      x={left - 4}
                      y={(y + yOf(frame, Math.min(before?.limit ?? 0, most))) / 2 - 9}
                      width={8}
                      height={18}
                      rx={4}
                    />
                  </>
                )}
                {room > 24 && <circle className={classes.grip} cx={(left + right) / 2} cy={y} r={5} />}
                {room > told.length * 7 + 8 && (
                  <text
                    className={classes.value}
                    x={(left + right) / 2}
                    y={y < plot.top + 18 ? y + 24 : y - 11}
                    textAnchor="middle"
                  >
                    {told}
                  </text>
                )}
              </g>
            );
          })}
          {lasts !== undefined && lasts < span.seconds && (
            <rect
              className={classes.over}
              style={{ fill: `url("#${hatch}")` }}
              x={xOf(frame, lasts)}
              width={plot.right - xOf(frame, lasts)}
              y={plot.top}
              height={plot.bottom - plot.top}
            />
          )}
        </svg>
      )}
    </div>
  );
}
