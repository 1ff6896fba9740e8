import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';

export type Certificate = Schemas['StationCertificateView'];
export type Link = Schemas['CertificateChainLink'];
export type Own = Schemas['CertificateChainAuthorityCertificate'];

/** Those that stations know, in the words of OCPP. */
export const TYPES = [
  'ChargingStationCertificate',
  'CombinedCertificate',
  'V2GCertificate',
  'V2G20Certificate',
  'V2GCertificateChain',
  'CSMSRootCertificate',
  'ManufacturerRootCertificate',
  'V2GRootCertificate',
  'MORootCertificate',
  'OEMRootCertificate',
] as const;

export const ROLES = [
  'server',
  'stationAuthority',
  'trustedForStations',
  'plugAndCharge',
  'plugAndChargeTest',
] as const;

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const horizonQuery = {
  queryKey: [...keys.stationCertificates, 'horizon'],
  queryFn: () => body(api.GET('/api/v1/station-certificates/horizon', { params: { query: { zone: zone() } } })),
  refetchInterval: 30_000,
};

export const ownQuery = {
  queryKey: keys.ownCertificates,
  queryFn: () => body(api.GET('/api/v1/authority-certificates')),
  refetchInterval: 60_000,
};

export const chainQuery = (fingerprint: string) => ({
  queryKey: ['certificate-chains', fingerprint],
  queryFn: () => body(api.GET('/api/v1/certificate-chains/{fingerprint}', { params: { path: { fingerprint } } })),
});

export const summaryQuery = {
  queryKey: [...keys.signing, 'summary'],
  queryFn: () => body(api.GET('/api/v1/signing-requests/summary')),
  refetchInterval: 10_000,
};

/** As what stations would install it. */
export function rootType({ role, kind }: { role: string; kind: string }): string {
  if (role === 'server' || role === 'stationAuthority' || role === 'trustedForStations') return 'CSMSRootCertificate';
  return (
    { v2g: 'V2GRootCertificate', mo: 'MORootCertificate', oem: 'OEMRootCertificate' }[kind] ?? 'V2GRootCertificate'
  );
}

type Hash = Schemas['CertificateHash'];

/** How a station names a certificate, in one line: for addresses and fields. */
export function hashText({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }: Hash): string {
  return [hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber].join(':');
}
