/** What was done, taken apart so that it can be told in a language. */
export type Deed =
  | { kind: 'command'; command: string; denied: boolean }
  | { kind: 'begun' | 'refused'; denied: boolean }
  | { kind: 'deed'; things: string[]; verb?: string; denied: boolean };

const VERBS = ['created', 'changed', 'deleted'];

/** Reads an action such as `station.settings.changed` or `command.Reset.denied`. */
export function deed(action: string): Deed {
  const parts = action.split('.');
  const denied = parts.at(-1) === 'denied';
  if (denied) parts.pop();
  if (parts[0] === 'command') return { kind: 'command', command: parts.slice(1).join(' '), denied };
  if (parts[0] === 'session' && (parts[1] === 'begun' || parts[1] === 'refused')) return { kind: parts[1], denied };
  const verb = VERBS.includes(parts.at(-1) ?? '') ? parts.pop() : undefined;
  return { kind: 'deed', things: parts, verb, denied };
}

/** Where the object of an entry is shown; undefined when no page shows it. */
export function pageOf(object: string): string | undefined {
  const [kind, key] = object.split('/');
  const named = key === undefined ? '' : encodeURIComponent(key);
  switch (kind) {
    case 'station':
      return key && `/stations/${named}`;
    case 'transaction':
      return key && `/transactions/${named}`;
    case 'operator':
      return key ? `/people?person=${named}` : '/people';
    case 'site':
      return '/sites';
    case 'api-token':
      return '/api-tokens';
    case 'settings':
      return '/settings';
    case 'token':
      return '/tokens';
    default:
      return undefined;
  }
}
