/** What the palette can do with a station. */
export const ACTS = [
  'Reset',
  'RemoteStart',
  'RemoteStop',
  'UnlockConnector',
  'ChangeAvailability',
  'TriggerMessage',
  'ClearCache',
  'GetVariables',
] as const;
export type Act = (typeof ACTS)[number];
export type Wish = { act?: Act; rest: string };

const LEAST_LETTERS = 3;

/**
 * "restart CP-14": what is to be done, and with what.
 *
 * @param verbs the words for each action, with commas between them; the longest that fits counts, and one that is typed alone may be unfinished
 */
export function wish(text: string, verbs: Readonly<Record<Act, string>>): Wish {
  const typed = text.trim().replace(/\s+/g, ' ');
  const small = typed.toLowerCase();
  let best: { act: Act; length: number } | undefined;
  for (const act of ACTS) {
    for (const verb of verbs[act].split(',').map((one) => one.trim().toLowerCase())) {
      const whole = small === verb || small.startsWith(`${verb} `);
      const begun = small.length >= LEAST_LETTERS && verb.startsWith(small);
      const length = whole ? verb.length : begun ? small.length : 0;
      if (length > (best?.length ?? 0)) best = { act, length };
    }
  }
  return best ? { act: best.act, rest: typed.slice(best.length).trim() } : { rest: typed };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isTransactionId(text: string): boolean {
  return UUID.test(text);
}

/** "CP-14/2" is an EVSE of CP-14. An identity may hold a slash itself: only digits behind the last one are an EVSE. */
export function withoutEvse(text: string): string {
  return text.replace(/\/\d{1,3}(\/\d{1,3})?$/, '');
}
