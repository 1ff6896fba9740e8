/**
 * The JSON schemas that the server makes of OCPP's rules: they use a dozen keywords, so they are checked here. A general validator would compile
 * code at run time, which the page's content policy forbids for good reasons.
 */
export type Schema = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  enum?: string[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  format?: string;
  definitions?: Record<string, Schema>;
};
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Fault = { path: string; rule: string; limit?: string | number };

/** The schema that is meant; a reference names a definition of the whole. */
export function resolved(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? (root.definitions?.[name] ?? {}) : schema;
}

/** The least that could be right: what is required, empty where people have to think. */
export function skeleton(root: Schema, schema: Schema = root): Json {
  const { type, properties, required, minItems, items, enum: words } = resolved(root, schema);
  if (type === 'object') {
    const made: { [name: string]: Json } = {};
    for (const name of required ?? []) made[name] = skeleton(root, properties?.[name] ?? {});
    return made;
  }
  if (type === 'array') return Array.from({ length: minItems ?? 0 }, () => skeleton(root, items ?? {}));
  if (words?.length === 1) return words[0] as string;
  return type === 'boolean' ? false : type === 'integer' || type === 'number' ? 0 : '';
}

/** Everything that is wrong, with its place as a JSON pointer. */
export function faults(root: Schema, value: Json, schema: Schema = root, path = ''): Fault[] {
  const rules = resolved(root, schema);
  const wrong = (rule: string, limit?: string | number): Fault[] => [
    { path: path || '/', rule, ...(limit !== undefined && { limit }) },
  ];
  if (rules.type && !isA(rules.type, value)) return wrong('type', rules.type);
  if (typeof value === 'string') {
    if (rules.enum && !rules.enum.includes(value)) return wrong('enum');
    if (rules.maxLength !== undefined && [...value].length > rules.maxLength)
      return wrong('maxLength', rules.maxLength);
    if (rules.format === 'date-time' && Number.isNaN(Date.parse(value))) return wrong('date-time');
  }
  if (typeof value === 'number') {
    if (rules.minimum !== undefined && value < rules.minimum) return wrong('minimum', rules.minimum);
    if (rules.maximum !== undefined && value > rules.maximum) return wrong('maximum', rules.maximum);
    if (rules.multipleOf !== undefined && !isMultiple(value, rules.multipleOf))
      return wrong('multipleOf', rules.multipleOf);
  }
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) => faults(root, item, rules.items ?? {}, `${path}/${index}`));
    if (rules.minItems !== undefined && value.length < rules.minItems) items.push(...wrong('minItems', rules.minItems));
    if (rules.maxItems !== undefined && value.length > rules.maxItems) items.push(...wrong('maxItems', rules.maxItems));
    return items;
  }
  if (typeof value === 'object' && value !== null && rules.type === 'object') {
    const found: Fault[] = [];
    for (const name of rules.required ?? []) {
      if (!(name in value)) found.push({ path: `${path}/${name}`, rule: 'required' });
    }
    for (const [name, part] of Object.entries(value)) {
      const of = rules.properties?.[name];
      if (of) found.push(...faults(root, part, of, `${path}/${name}`));
      else if (rules.additionalProperties === false)
        found.push({ path: `${path}/${name}`, rule: 'additionalProperties' });
    }
    return found;
  }
  return [];
}

function isA(type: NonNullable<Schema['type']>, value: Json): boolean {
  switch (type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** 8.1 is a multiple of 0.1, whatever binary fractions say. */
function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-6;
}

/** The same with another value at that place; undefined takes it out. */
export function withPart(value: Json, path: readonly (string | number)[], part: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return part ?? null;
  if (Array.isArray(value)) {
    const index = Number(step);
    if (rest.length === 0 && part === undefined) return value.filter((_, at) => at !== index);
    const made = [...value];
    made[index] = withPart(value[index] ?? {}, rest, part);
    return made;
  }
  const known = typeof value === 'object' && value !== null ? value : {};
  if (rest.length === 0 && part === undefined) {
    const { [step]: _, ...others } = known;
    return others;
  }
  return { ...known, [step]: withPart(known[step] ?? {}, rest, part) };
}
