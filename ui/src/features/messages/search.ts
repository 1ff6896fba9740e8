/** What messages are filtered by, in the address. */
export type MessageSearch = {
  action?: string;
  direction?: 'fromStation' | 'toStation';
  errorsOnly?: boolean;
  q?: string;
  evse?: number;
  transaction?: string;
};

export function messageSearch(search: Record<string, unknown>): MessageSearch {
  const { action, direction, errorsOnly, evse } = search;
  const q = text(search.q);
  const transaction = text(search.transaction);
  return {
    ...(typeof action === 'string' && action !== '' && { action }),
    ...((direction === 'fromStation' || direction === 'toStation') && { direction }),
    ...(errorsOnly === true && { errorsOnly }),
    ...(q && { q }),
    ...(typeof evse === 'number' && Number.isInteger(evse) && { evse }),
    ...(transaction && { transaction }),
  };
}

/** Digits alone arrive as numbers. */
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
