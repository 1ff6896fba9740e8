import type { Schemas } from '../../api/client';

export type Variable = Schemas['VariableView'];

/** One attribute of one variable; equal for equal names, whatever the case of their letters. */
export function placeOf(one: {
  component?: string;
  componentInstance?: string;
  evse?: number;
  connector?: number;
  variable?: string;
  variableInstance?: string;
  type?: string;
}): string {
  return [
    one.component ?? '',
    one.componentInstance ?? '',
    one.evse ?? '',
    one.connector ?? '',
    one.variable ?? '',
    one.variableInstance ?? '',
    one.type ?? 'Actual',
  ]
    .join('\u001f')
    .toLowerCase();
}

/** As an operator writes it: EVSE(1).Power, HeartbeatInterval, DeviceDataCtrlr.ItemsPerMessage[GetVariables]. */
export function displayOf(one: Pick<Variable, 'component' | 'variable'> & Partial<Variable>): string {
  const component = componentOf(one);
  const name = nameOf(one);
  return component ? `${component}.${name}` : name;
}

export function componentOf(one: Pick<Variable, 'component'> & Partial<Variable>): string {
  const at = one.evse === undefined ? '' : `(${[one.evse, one.connector].filter((n) => n !== undefined).join('/')})`;
  return `${one.component}${one.componentInstance ? `[${one.componentInstance}]` : ''}${at}`;
}

export function nameOf(one: Pick<Variable, 'variable'> & Partial<Variable>): string {
  const type = one.type && one.type !== 'Actual' ? ` ${one.type}` : '';
  return `${one.variable}${one.variableInstance ? `[${one.variableInstance}]` : ''}${type}`;
}

export type Row =
  | { kind: 'component'; component: string; variables: number; open: boolean }
  | { kind: 'variable'; variable: Variable; place: string };

/** The rows of the tree in sight: components, and below the open ones what fits the words that are looked for. */
export function rowsOf(all: readonly Variable[], words: string, closed: ReadonlySet<string>): Row[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Variable[]>();
  for (const one of all) {
    const text = `${displayOf(one)} ${one.value ?? ''}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) continue;
    const component = componentOf(one);
    const group = groups.get(component);
    if (group) group.push(one);
    else groups.set(component, [one]);
  }
  const rows: Row[] = [];
  for (const [component, variables] of [...groups].sort(([one], [other]) => one.localeCompare(other))) {
    const open = wanted.length > 0 || !closed.has(component);
    rows.push({ kind: 'component', component, variables: variables.length, open });
    if (!open) continue;
    variables.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
    for (const variable of variables) rows.push({ kind: 'variable', variable, place: placeOf(variable) });
  }
  return rows;
}

/** Why nobody can write it; undefined when it can be tried. */
export function readOnlyReason(one: Variable): 'constant' | 'readOnly' | 'secret' | undefined {
  if (one.constant) return 'constant';
  if (one.mutability === 'ReadOnly') return 'readOnly';
  if (/^(authorizationkey|basicauthpassword)$/i.test(one.variable)) return 'secret';
  return undefined;
}

/** What is wrong with a value by what the station declared; undefined when nothing is. The station has the last word all the same. */
export function objection(one: Variable, value: string): 'number' | 'least' | 'most' | 'long' | 'choice' | undefined {
  const { dataType, minLimit, maxLimit, valuesList } = one;
  if (dataType === 'integer' || dataType === 'decimal') {
    if (!(dataType === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(value)) return 'number';
    if (minLimit !== undefined && Number(value) < minLimit) return 'least';
    if (maxLimit !== undefined && Number(value) > maxLimit) return 'most';
    return undefined;
  }
  if (maxLimit !== undefined && value.length > maxLimit) return 'long';
  const choices = choicesOf(one);
  if (!choices) return undefined;
  const chosen = dataType === 'OptionList' || dataType === 'boolean' ? [value] : value.split(',').filter(Boolean);
  return chosen.every((part) => choices.includes(part.trim())) || !valuesList ? undefined : 'choice';
}

export function choicesOf({ dataType, valuesList }: Variable): string[] | undefined {
  if (dataType === 'boolean') return ['true', 'false'];
  return valuesList ? valuesList.split(',').map((choice) => choice.trim()) : undefined;
}

type Compared = { place: string; name: string; here: string | undefined; there: string | undefined };

/** Two sets of values side by side. Numbers and truth values may be written in several ways. */
export function compared(
  here: readonly Variable[],
  there: readonly (Pick<Variable, 'component' | 'variable' | 'value'> & Partial<Variable>)[],
): Compared[] {
  const found = new Map<string, Compared>();
  for (const one of here) {
    found.set(placeOf(one), { place: placeOf(one), name: displayOf(one), here: one.value, there: undefined });
  }
  for (const one of there) {
    const place = placeOf(one);
    const known = found.get(place);
    if (known) known.there = one.value;
    else found.set(place, { place, name: displayOf(one), here: undefined, there: one.value });
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
}

export function isSame(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const parts = (text: string) => text.split(',').map((part) => plain(part.trim()));
  return parts(one).join() === parts(other).join();
}

function plain(text: string): string {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase();
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? String(Number(text)) : text;
}
