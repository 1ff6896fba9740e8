/** What messages are filtered by, in the address. */
export type MessageSearch = { action?: string; direction?: 'fromStation' | 'toStation'; errorsOnly?: boolean };

export function messageSearch(search: Record<string, unknown>): MessageSearch {
  const { action, direction, errorsOnly } = search;
  return {
    ...(typeof action === 'string' && action !== '' && { action }),
    ...((direction === 'fromStation' || direction === 'toStation') && { direction }),
    ...(errorsOnly === true && { errorsOnly }),
  };
}
