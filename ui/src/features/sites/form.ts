import type { Schemas } from '../../api/client';

/** A site as it stands in the form: one text for each field. Power is in kilowatts. */
export type SiteValues = {
  name: string;
  title: string;
  parent: string;
  timeZone: string;
  currency: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  latitude: number | '';
  longitude: number | '';
  amperesPerPhase: number | '';
  watts: number | '';
};

export function valuesOf(site: Schemas['SiteView'] | undefined, parent = ''): SiteValues {
  return {
    name: site?.name ?? '',
    title: site?.title ?? '',
    parent: site ? (site.parent ?? '') : parent,
    timeZone: site?.timeZone ?? '',
    currency: site?.currency ?? '',
    street: site?.address.street ?? '',
    postalCode: site?.address.postalCode ?? '',
    city: site?.address.city ?? '',
    country: site?.address.country ?? '',
    latitude: site?.latitude ?? '',
    longitude: site?.longitude ?? '',
    amperesPerPhase: site?.limit?.amperesPerPhase ?? '',
    watts: site?.limit?.watts === undefined ? '' : site.limit.watts / 1_000,
  };
}

/** What the API is told: of a site that exists only what differs, of a new one only what was entered. */
export function formOf(values: SiteValues, site: Schemas['SiteView'] | undefined): Schemas['SiteForm'] {
  const was = valuesOf(site);
  const changed = (...fields: (keyof SiteValues)[]) => fields.some((field) => values[field] !== was[field]);
  const text = (value: string) => value.trim() || undefined;
  const number = (value: number | '') => (value === '' ? undefined : value);
  const form: Schemas['SiteForm'] = {};
  if (changed('name')) form.name = values.name;
  if (changed('title')) form.title = values.title;
  if (changed('parent')) form.parent = values.parent;
  if (changed('timeZone')) form.timeZone = text(values.timeZone);
  if (changed('currency')) form.currency = text(values.currency)?.toUpperCase();
  if (changed('street', 'postalCode', 'city', 'country'))
    form.address = {
      street: text(values.street),
      postalCode: text(values.postalCode),
      city: text(values.city),
      country: text(values.country)?.toUpperCase(),
    };
  if (changed('latitude', 'longitude')) {
    form.latitude = number(values.latitude);
    form.longitude = number(values.longitude);
  }
  if (changed('amperesPerPhase', 'watts'))
    form.limit = {
      amperesPerPhase: number(values.amperesPerPhase),
      watts: values.watts === '' ? undefined : Math.round(values.watts * 1_000),
    };
  return form;
}
