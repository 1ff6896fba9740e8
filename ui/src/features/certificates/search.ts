import { texts, word } from '../../app/address';

export const TABS = ['stations', 'own', 'requests'] as const;
export const QUEUES = ['operator', 'authority', 'station', 'ended'] as const;

/** What is looked at among the certificates, in the address. */
export type CertificateSearch = {
  tab?: (typeof TABS)[number];
  /** A month of the horizon, or over, later or unknown. */
  ends?: string;
  type?: string;
  q?: string;
  /** Which stations have this one. */
  fingerprint?: string;
  /** Those that are no longer in use, too. */
  all?: true;
  queue?: (typeof QUEUES)[number];
};

export function certificateSearch(search: Record<string, unknown>): CertificateSearch {
  return {
    ...texts(search, ['ends', 'type', 'q', 'fingerprint']),
    ...word(search, 'tab', TABS),
    ...word(search, 'queue', QUEUES),
    ...(search.all === true && { all: true }),
  };
}
