import { number } from '../../app/format';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Space, in the unit that fits. Unknown is not zero. */
export function bytes(size: number | undefined, language: string): string {
  if (size === undefined) return '–';
  const power = size < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(size) / 10));
  const value = size / 1024 ** power;
  return `${number(value, power > 0 && value < 100 ? 1 : 0, language)} ${UNITS[power]}`;
}

/** How many a second: with a decimal where it is few. */
export function rate(perSecond: number, language: string): string {
  return `${number(perSecond, perSecond < 10 && perSecond > 0 ? 1 : 0, language)}/s`;
}

/** A value of a finding in its unit. */
export function measured(value: number, unit: string, language: string): string {
  if (unit === 'bytes') return bytes(value, language);
  if (unit === 'µs') return `${number(value / 1_000, 0, language)} ms`;
  if (unit === '%') return `${number(value, 0, language)} %`;
  if (unit === 's') return `${number(value, 1, language)} s`;
  return number(value, 0, language);
}

/** The points of a line from left to right in a box of 100 × 30; unknown ones leave a gap. */
export function line(values: readonly (number | undefined)[], most: number): string {
  const step = 100 / Math.max(1, values.length - 1);
  let drawing = false;
  return values
    .map((value, at) => {
      if (value === undefined) {
        drawing = false;
        return '';
      }
      const point = `${drawing ? 'L' : 'M'}${(at * step).toFixed(1)},${(30 - (value / most) * 28).toFixed(1)}`;
      drawing = true;
      return point;
    })
    .join('');
}
