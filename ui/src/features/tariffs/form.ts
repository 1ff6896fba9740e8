import type { Schemas } from '../../api/client';
import { PRICES } from './words';

type Tariff = Schemas['TariffView'];

export type ElementValues = Record<(typeof PRICES)[number], string> & { days: string[]; from: string; until: string };
export type TariffValues = {
  id: string;
  name: string;
  currency: string;
  taxPercent: string;
  taxIncluded: boolean;
  elements: ElementValues[];
  idleGraceMinutes: number | '';
  minCost: string;
  maxCost: string;
};

export const EMPTY: ElementValues = {
  perKwh: '',
  perMinute: '',
  perIdleMinute: '',
  perSession: '',
  days: [],
  from: '',
  until: '',
};

const text = (value: number | undefined) => (value === undefined ? '' : String(value));

export function valuesOf(tariff: Tariff | undefined): TariffValues {
  return {
    id: tariff?.id ?? '',
    name: tariff?.name ?? '',
    currency: tariff?.currency ?? 'EUR',
    taxPercent: text(tariff?.taxPercent),
    taxIncluded: tariff?.taxIncluded ?? true,
    elements: tariff?.elements.map((one) => ({
      perKwh: text(one.perKwh),
      perMinute: text(one.perMinute),
      perIdleMinute: text(one.perIdleMinute),
      perSession: text(one.perSession),
      days: [...(one.days ?? [])],
      from: one.from ?? '',
      until: one.until ?? '',
    })) ?? [{ ...EMPTY }],
    idleGraceMinutes: tariff?.idleGraceMinutes ?? 0,
    minCost: text(tariff?.minCost),
    maxCost: text(tariff?.maxCost),
  };
}

/** The tariff as the API takes it: prices are texts, so that 0.1 stays 0.1; a comma is a point. What the form does not show stays as it was. */
export function tariffOf(values: TariffValues, before: Tariff | undefined): object {
  const decimal = (typed: string) => typed.trim().replace(',', '.') || undefined;
  const { version: _, since: __, ...kept } = before ?? ({} as Partial<Tariff>);
  return {
    ...kept,
    id: values.id.trim(),
    name: values.name.trim() || undefined,
    currency: values.currency,
    taxPercent: decimal(values.taxPercent),
    taxIncluded: values.taxIncluded,
    elements: values.elements.map((one) => ({
      ...Object.fromEntries(PRICES.map((price) => [price, decimal(one[price])])),
      days: one.days.length ? one.days : undefined,
      from: one.from || undefined,
      until: one.until || undefined,
    })),
    idleGraceMinutes: values.idleGraceMinutes === '' ? 0 : values.idleGraceMinutes,
    minCost: decimal(values.minCost),
    maxCost: decimal(values.maxCost),
  };
}
