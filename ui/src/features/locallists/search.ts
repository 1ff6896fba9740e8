import { texts, word } from '../../app/address';

export const STANDINGS = ['drifted', 'foreign', 'unknown', 'inLine', 'notSupported'] as const;
export const DRIFTS = ['missing', 'different', 'surplus', 'same'] as const;
export type Drift = (typeof DRIFTS)[number];

/** What is looked at among the local lists, in the address. */
export type LocalListSearch = {
  q?: string;
  site?: string;
  standing?: (typeof STANDINGS)[number];
  open?: string;
  /** In the opened one, only entries that stand so; all when absent. */
  drift?: Drift;
};

export function localListSearch(search: Record<string, unknown>): LocalListSearch {
  return {
    ...texts(search, ['q', 'site', 'open']),
    ...word(search, 'standing', STANDINGS),
    ...word(search, 'drift', DRIFTS),
  };
}
