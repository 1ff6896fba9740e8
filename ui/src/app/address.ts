type Search = Record<string, unknown>;

/** Of what stands in the address, the texts of these names; the empty ones are left out. */
export function texts<T extends string>(search: Search, names: readonly T[]): { [name in T]?: string } {
  const some = names.filter((name) => search[name] && typeof search[name] === 'string');
  return Object.fromEntries(some.map((name) => [name, search[name]])) as { [name in T]?: string };
}

/** One of the known words under a name; nothing when it is another. */
export function word<N extends string, T extends string>(
  search: Search,
  name: N,
  known: readonly T[],
): { [name in N]?: T } {
  const value = known.find((one) => one === search[name]);
  return (value ? { [name]: value } : {}) as { [name in N]?: T };
}
