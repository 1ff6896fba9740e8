import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';

type Does = { open: (at: number) => void; select?: (at: number) => void; extend?: (at: number) => void };

/** j and k walk through a list, Enter opens, x selects, Shift x selects all from there to here. */
export function useListKeys(count: number, does: Does) {
  const [at, setAt] = useState(-1);
  const to = (next: number) => setAt(Math.max(0, Math.min(count - 1, next)));
  const here = (act: ((at: number) => void) | undefined) => {
    if (at >= 0 && at < count) act?.(at);
  };
  useHotkeys([
    ['j', () => to(at + 1)],
    ['k', () => to(at - 1)],
    ['Enter', (event) => isFree(event) && here(does.open)],
    ['x', () => here(does.select)],
    ['shift+X', () => here(does.extend)],
  ]);
  return at;
}

/** Enter on a button or a link is that one's. */
function isFree(event: KeyboardEvent): boolean {
  return !(event.target instanceof HTMLElement && event.target.closest('a, button, [role="menuitem"]'));
}
