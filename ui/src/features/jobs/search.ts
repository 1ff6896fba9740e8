import { texts, word } from '../../app/address';

export const KINDS = ['command', 'configuration', 'firmware', 'certificate', 'localList'] as const;
export const STATES = ['running', 'paused', 'halted', 'done', 'cancelled'] as const;
export const STATION_STATES = ['waiting', 'running', 'done', 'failed', 'unknown', 'skipped', 'cancelled'] as const;

export type JobSearch = { kind?: (typeof KINDS)[number]; state?: (typeof STATES)[number] };

export function jobSearch(search: Record<string, unknown>): JobSearch {
  return { ...word(search, 'kind', KINDS), ...word(search, 'state', STATES) };
}

export const CERTIFICATE_COMMANDS = [
  'RenewCertificate',
  'InstallCertificate',
  'DeleteCertificate',
  'GetInstalledCertificateIds',
] as const;

/** What a new job begins with: stands in the address, so that other pages can lead to it. */
export type NewJobSearch = {
  template?: string;
  kind?: (typeof KINDS)[number];
  q?: string;
  stations?: string;
  image?: string;
  certificate?: (typeof CERTIFICATE_COMMANDS)[number];
  /** Its type, in the words of OCPP. */
  certificateType?: string;
  /** The fingerprint of the one that is to be installed. */
  known?: string;
  /** The one that is to be deleted, as stations name it. */
  hash?: string;
};

export function newJobSearch(search: Record<string, unknown>): NewJobSearch {
  return {
    ...texts(search, ['template', 'q', 'stations', 'image', 'certificateType', 'known', 'hash']),
    ...word(search, 'kind', KINDS),
    ...word(search, 'certificate', CERTIFICATE_COMMANDS),
  };
}
