export const TABS = ['rules', 'routes', 'deliveries', 'mail'] as const;
export type Tab = (typeof TABS)[number];

/** Which part of the page is open, in the address. */
export type AlertSearch = { tab?: Tab; state?: 'waiting' | 'delivered' | 'dead' };

export function alertSearch({ tab, state }: Record<string, unknown>): AlertSearch {
  return {
    ...(TABS.includes(tab as Tab) && tab !== 'rules' && { tab: tab as Tab }),
    ...((state === 'waiting' || state === 'delivered' || state === 'dead') && { state }),
  };
}
