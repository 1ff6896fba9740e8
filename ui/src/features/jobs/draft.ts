import type { Schemas } from '../../api/client';
import type { JobForm } from './query';
import type { CERTIFICATE_COMMANDS, KINDS, NewJobSearch } from './search';
import type { Wanted } from './ValueRows';

/** A job as it is being written; empty fields take their defaults. */
export type Draft = {
  name: string;
  kind: (typeof KINDS)[number];
  template?: string;
  values: Wanted[];
  reset: boolean;
  image?: string;
  expectedVersion: string;
  signingCertificate: string;
  signature: string;
  verifyMinutes?: number;
  certificateCommand: (typeof CERTIFICATE_COMMANDS)[number];
  ownType: string;
  rootType: string;
  pem: string;
  /** The fingerprint of a certificate whose text is to be fetched. */
  known?: string;
  hash: string;
  full: boolean;
  command: string;
  fields: string;
  by: 'filter' | 'list' | 'template';
  filter: Schemas['StationChoiceStationFilter'];
  list: string;
  pace: Schemas['Pace'];
  waves: string;
  /** As the browser's clock shows it, such as 2026-11-21T22:00; empty begins at once. */
  startAt: string;
};

export function begun(search: NewJobSearch): Draft {
  const { kind, template, q, stations, certificate, certificateType, known, hash, image } = search;
  return {
    name: '',
    kind: kind ?? (template ? 'configuration' : certificate ? 'certificate' : 'command'),
    ...(template && { template }),
    values: [{ variable: '', value: '' }],
    reset: false,
    ...(image && { image }),
    expectedVersion: '',
    signingCertificate: '',
    signature: '',
    certificateCommand: certificate ?? 'RenewCertificate',
    ownType: certificate === 'RenewCertificate' && certificateType ? certificateType : 'ChargingStationCertificate',
    rootType: certificate === 'InstallCertificate' && certificateType ? certificateType : 'CSMSRootCertificate',
    pem: '',
    ...(known && { known }),
    hash: hash ?? '',
    full: false,
    command: 'ClearCache',
    fields: '{}',
    by: stations ? 'list' : template ? 'template' : 'filter',
    filter: q ? { q } : {},
    list: stations?.split(',').join('\n') ?? '',
    pace: { atOnce: 10, haltPercent: 20, haltAfter: 5, waitForOfflineMinutes: 0 },
    waves: '',
    startAt: '',
  };
}

type About = Pick<Schemas['FirmwareImageView'], 'version' | 'vendor' | 'model' | 'signingCertificate' | 'signature'>;

/** What an image brings along: its version and signature, and the stations it is for where none were chosen yet. */
export function knownOf(
  { version, vendor, model, signingCertificate, signature }: About,
  draft: Draft,
): Partial<Draft> {
  const chosen = draft.by !== 'filter' || Object.keys(draft.filter).length > 0;
  return {
    expectedVersion: version ?? '',
    signingCertificate: signingCertificate ?? '',
    signature: signature ?? '',
    ...(vendor && model && !chosen && { filter: { model: [`${vendor} ${model}`] } }),
  };
}

/** The identities of a text with one in each line. */
export function lines(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Sizes of waves such as "5, 50"; what is no number is left for the server to refuse. */
export function waves(text: string): number[] {
  return lines(text).map(Number);
}

/** The draft as the API takes it. */
export function form(draft: Draft): JobForm {
  const sizes = waves(draft.waves);
  return {
    ...(draft.name.trim() && { name: draft.name.trim() }),
    ...stations(draft),
    ...work(draft),
    pace: {
      ...draft.pace,
      ...(sizes.length > 0 && { waves: sizes }),
      ...(draft.startAt && { startAt: new Date(draft.startAt).toISOString() }),
    },
  };
}

function stations({ by, filter, list }: Draft): Pick<JobForm, 'stations'> {
  if (by === 'template') return {};
  return { stations: by === 'filter' ? { filter } : { list: lines(list) } };
}

function work(draft: Draft): Partial<JobForm> {
  switch (draft.kind) {
    case 'configuration':
      return {
        ...(draft.template ? { template: draft.template } : { values: draft.values }),
        reset: draft.reset ? 'ifRequired' : 'never',
      };
    case 'firmware':
      return {
        command: {
          type: 'UpdateFirmware',
          ...(draft.image && { image: draft.image }),
          ...(draft.expectedVersion && { expectedVersion: draft.expectedVersion }),
          ...(draft.signingCertificate && { signingCertificate: draft.signingCertificate }),
          ...(draft.signature && { signature: draft.signature }),
        },
        ...(draft.verifyMinutes !== undefined && { verifyMinutes: draft.verifyMinutes }),
      };
    case 'certificate':
      return { command: certificate(draft) };
    case 'localList':
      return { command: { type: 'SyncLocalList', full: draft.full } };
    case 'command':
      return { command: { type: draft.command, ...parsed(draft.fields) } };
  }
}

/** One of the fields of the command, where it is a text. */
export function fieldOf(draft: Draft, name: string): string | undefined {
  const value = (parsed(draft.fields) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}

function certificate({ certificateCommand: type, ownType, rootType, pem, hash }: Draft): { type: string } {
  switch (type) {
    case 'InstallCertificate':
      return { type, ...{ certificateType: rootType, certificate: pem } };
    case 'DeleteCertificate': {
      const [hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber] = hash.trim().split(':');
      return { type, ...{ certificateHashData: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } } };
    }
    case 'RenewCertificate':
      return { type, ...(ownType !== 'ChargingStationCertificate' && { certificateType: ownType }) };
    case 'GetInstalledCertificateIds':
      return { type };
  }
}

function parsed(text: string): object {
  try {
    const fields: unknown = JSON.parse(text || '{}');
    return typeof fields === 'object' && fields !== null ? fields : {};
  } catch {
    return {};
  }
}
