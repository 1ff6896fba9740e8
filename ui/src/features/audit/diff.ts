/** One place of an object that is not what it was. */
export type Difference = { path: string; before?: string; after?: string };

/** What changed between two states of an object; of one that is new, or gone, everything that it had. */
export function differences(before: unknown, after: unknown): Difference[] {
  const was = flat(before);
  const is = flat(after);
  const paths = new Set([...was.keys(), ...is.keys()]);
  const found: Difference[] = [];
  for (const path of paths) {
    const one = { path, before: was.get(path), after: is.get(path) };
    if (one.before !== one.after) found.push(one);
  }
  return found;
}

function flat(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (at: string, one: unknown) => {
    if (one === null || one === undefined) return;
    if (Array.isArray(one) && one.some((item) => typeof item === 'object' && item !== null)) {
      one.forEach((item, index) => {
        walk(`${at}[${name(item) ?? index}]`, item);
      });
    } else if (typeof one === 'object' && !Array.isArray(one)) {
      for (const [key, inner] of Object.entries(one)) walk(at ? `${at}.${key}` : key, inner);
    } else {
      found.set(at, Array.isArray(one) ? one.join(', ') : String(one));
    }
  };
  walk('', value);
  return found;
}

/** What tells the elements of a list apart, so that one that moved has not changed. */
function name(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { key, id, name } = item as Record<string, unknown>;
  const known = [key, id, name].find((one) => typeof one === 'string' || typeof one === 'number');
  return known === undefined ? undefined : String(known);
}
