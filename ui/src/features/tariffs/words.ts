import type { TFunction } from 'i18next';
import type { Schemas } from '../../api/client';
import { money } from '../../app/format';

type Element = Schemas['TariffElement'];

export const PRICES = ['perKwh', 'perMinute', 'perIdleMinute', 'perSession'] as const;
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The name of a weekday in the reader's language. The first of January 2024 was a Monday. */
export function dayName(day: string, language: string, weekday: 'short' | 'long' = 'short'): string {
  const index = (DAYS as readonly string[]).indexOf(day);
  return new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + index)));
}

/** The prices of an element as a person reads them. */
export function prices(of: Element, currency: string, t: TFunction<'tariffs'>, language: string): string {
  return PRICES.flatMap((name) => {
    const price = of[name];
    return price === undefined ? [] : t(`price.${name}`, { price: exact(Number(price), currency, language) });
  }).join(' · ');
}

/** A price may have more decimals than an amount: 0.395 a kilowatt-hour. */
function exact(price: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 6 });
  return Number.isNaN(price) ? money(undefined, currency, language) : format.format(price);
}

/** When an element holds; undefined for always. */
export function hours(of: Element, t: TFunction<'tariffs'>, language: string): string | undefined {
  const days = of.days?.length ? of.days.map((day) => dayName(day, language)).join(', ') : undefined;
  const time = of.from || of.until ? t('hours', { from: of.from ?? '00:00', until: of.until ?? '24:00' }) : undefined;
  return days || time ? [days, time].filter(Boolean).join(' ') : undefined;
}
