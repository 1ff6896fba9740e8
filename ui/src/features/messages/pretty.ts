/** JSON in lines, each with the place it belongs to, so that exactly what broke a rule can be marked. Pure. */
export type Line = { text: string; path: string };

export function pretty(value: unknown, path = '', indent = '', name = '', comma = ''): Line[] {
  const lead = `${indent}${name === '' ? '' : `${JSON.stringify(name)}: `}`;
  if (typeof value !== 'object' || value === null) return [{ text: `${lead}${JSON.stringify(value)}${comma}`, path }];
  const list = Array.isArray(value);
  const parts = Object.entries(value);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return [{ text: `${lead}${open}${close}${comma}`, path }];
  return [
    { text: `${lead}${open}`, path },
    ...parts.flatMap(([key, part], index) =>
      pretty(part, `${path}/${escaped(key)}`, `${indent}  `, list ? '' : key, index < parts.length - 1 ? ',' : ''),
    ),
    { text: `${indent}${close}${comma}`, path },
  ];
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Places in a payload as places in its frame. What is missing is marked at what should hold it. */
export function marks(lines: readonly Line[], places: readonly string[], payloadAt: number): ReadonlySet<string> {
  const known = new Set(lines.map((line) => line.path));
  const found = new Set<string>();
  for (const place of places) {
    let path = `/${payloadAt}${place === '/' ? '' : place}`;
    while (!known.has(path) && path !== '') path = path.slice(0, path.lastIndexOf('/'));
    found.add(path);
  }
  return found;
}
