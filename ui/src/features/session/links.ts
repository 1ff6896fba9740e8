import { useEffect, useState } from 'react';

/** Shorter passwords are refused by the server too. */
export const LEAST = 12;

/**
 * The code behind the # of a link, where no log of a proxy sees it. It works once and opens much: it does not stay in the browser's history.
 */
export function useCodeOfLink(): string {
  const [code] = useState(() => window.location.hash.slice(1));
  useEffect(() => window.history.replaceState(null, '', window.location.pathname), []);
  return code;
}
