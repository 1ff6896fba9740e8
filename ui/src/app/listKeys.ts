import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';

/** j and k walk through a list, Enter opens, x selects. */
export function useListKeys(count: number, does: { open: (at: number) => void; select?: (at: number) => void }) {
  const [at, setAt] = useState(-1);
  const to = (next: number) => setAt(Math.max(0, Math.min(count - 1, next)));
  useHotkeys([
    ['j', () => to(at + 1)],
    ['k', () => to(at - 1)],
    ['Enter', () => at >= 0 && at < count && does.open(at)],
    ['x', () => at >= 0 && at < count && does.select?.(at)],
  ]);
  return at;
}
