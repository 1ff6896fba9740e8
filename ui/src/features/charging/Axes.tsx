import { useTranslation } from 'react-i18next';
import classes from './Charging.module.css';
import { type Frame, levels, plotOf, xOf, yOf } from './frame';
import type { Span } from './span';
import type { Unit } from './steps';

const NEAR = 50;

/** Hours and limits behind what is drawn, with the moments at which the clocks are changed. */
export function Axes({ frame, span, unit }: { frame: Frame; span: Span; unit: Unit }) {
  const { t, i18n } = useTranslation('charging');
  const { left, right, top, bottom } = plotOf(frame);
  let free = Number.NEGATIVE_INFINITY;
  const words = span.ticks.map(({ second, text }) => {
    const x = xOf(frame, second);
    if (!text || x < free || x > right - 8) return '';
    free = x + NEAR;
    return text;
  });
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing of a drawing takes the focus
    <g aria-hidden="true">
      {levels(frame.most).map((level) => (
        <g key={level}>
          <line className={classes.grid} x1={left} x2={right} y1={yOf(frame, level)} y2={yOf(frame, level)} />
          <text x={left - 6} y={yOf(frame, level) + 4} textAnchor="end">
            {(unit === 'W' ? level / 1_000 : level).toLocaleString(i18n.language)}
          </text>
        </g>
      ))}
      <text x={left - 6} y={top - 9} textAnchor="end" fontWeight={600}>
        {unit === 'W' ? 'kW' : 'A'}
      </text>
      {span.ticks.map(({ second, strong }, index) => (
        <g key={second}>
          <line
            className={strong ? classes.gridStrong : classes.grid}
            x1={xOf(frame, second)}
            x2={xOf(frame, second)}
            y1={strong ? top : bottom}
            y2={bottom + (strong ? 5 : 3)}
            strokeOpacity={strong ? 0.6 : 1}
          />
          <text x={xOf(frame, second)} y={bottom + 17} textAnchor={second === 0 ? 'start' : 'middle'}>
            {words[index]}
          </text>
        </g>
      ))}
      {span.changes.map(({ second, minutes }) => (
        <g key={second}>
          <line className={classes.change} x1={xOf(frame, second)} x2={xOf(frame, second)} y1={top - 4} y2={bottom} />
          <text className={classes.changeText} x={xOf(frame, second) + 4} y={top - 8}>
            {t(minutes > 0 ? 'clock.forward' : 'clock.back', { minutes: Math.abs(minutes) })}
          </text>
        </g>
      ))}
    </g>
  );
}
