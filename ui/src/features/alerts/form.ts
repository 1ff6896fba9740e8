import type { Schemas } from '../../api/client';

type Rule = Schemas['AlertRuleView'];

/** What stands in the editor. */
export type RuleValues = {
  name: string;
  enabled: boolean;
  kinds: string[];
  severity: string;
  sites: string[];
  vendors: string[];
  longerThanMinutes: number | '';
  moreThanStations: number | '';
  quiet: boolean;
  from: string;
  to: string;
  timeZone: string;
  exceptCritical: boolean;
  routes: string[];
  tellCured: boolean;
};

export function valuesOf(rule: Rule | undefined, timeZone: string): RuleValues {
  return {
    name: rule?.name ?? '',
    enabled: rule?.enabled ?? true,
    kinds: rule?.condition.kinds ?? [],
    severity: rule?.condition.severity ?? 'major',
    sites: rule?.condition.sites ?? [],
    vendors: rule?.condition.vendors ?? [],
    longerThanMinutes: rule?.condition.longerThanMinutes ?? 15,
    moreThanStations: rule?.condition.moreThanStations ?? 0,
    quiet: rule?.quiet !== undefined && rule.quiet !== null,
    from: rule?.quiet?.from ?? '22:00',
    to: rule?.quiet?.to ?? '06:00',
    timeZone: rule?.quiet?.timeZone ?? timeZone,
    exceptCritical: rule?.quiet?.exceptCritical ?? true,
    routes: rule?.routes ?? [],
    tellCured: rule?.tellCured ?? true,
  };
}

/** The same as the API wants it; an empty from takes the quiet hours away. */
export function bodyOf(values: RuleValues) {
  const { name, enabled, routes, tellCured, quiet, from, to, timeZone, exceptCritical } = values;
  const { kinds, severity, sites, vendors, longerThanMinutes, moreThanStations } = values;
  return {
    name,
    enabled,
    routes,
    tellCured,
    quiet: quiet ? { from, to, timeZone, exceptCritical } : { from: '' },
    condition: {
      kinds,
      severity,
      sites,
      vendors,
      longerThanMinutes: longerThanMinutes || 0,
      moreThanStations: moreThanStations || 0,
    },
  };
}

/** At which field of the editor the server's word stands. */
export function fieldOf(field: string): string {
  return field.replace(/^(condition|quiet)\./, '');
}
