/** What transactions are filtered by, in the address. */
export type TransactionSearch = { station?: string; idToken?: string; state?: 'open' | 'ended' };

export function transactionSearch(search: Record<string, unknown>): TransactionSearch {
  const { station, idToken, state } = search;
  return {
    ...(typeof station === 'string' && station !== '' && { station }),
    ...(typeof idToken === 'string' && idToken !== '' && { idToken }),
    ...((state === 'open' || state === 'ended') && { state }),
  };
}
