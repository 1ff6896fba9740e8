export const TABS = ['images', 'updates', 'files'] as const;
export type Tab = (typeof TABS)[number];

/** What the page shows, in the address. */
export type FirmwareSearch = { tab?: Tab; status?: string; stuck?: true; station?: string };

export function firmwareSearch({ tab, status, stuck, station }: Record<string, unknown>): FirmwareSearch {
  const known = TABS.find((one) => one === tab);
  return {
    ...(known && { tab: known }),
    ...(typeof status === 'string' && status && { status }),
    ...(stuck === true && { stuck }),
    ...(typeof station === 'string' && station && { station }),
  };
}
