/** The standard's list of security events (OCPP 2.x part 2, appendix 1; the white paper on 1.6 calls two of them otherwise). */
const TYPES = [
  'FirmwareUpdated',
  'FailedToAuthenticateAtCsms',
  'CsmsFailedToAuthenticate',
  'SettingSystemTime',
  'StartupOfTheDevice',
  'ResetOrReboot',
  'SecurityLogWasCleared',
  'ReconfigurationOfSecurityParameters',
  'MemoryExhaustion',
  'InvalidMessages',
  'AttemptedReplayAttacks',
  'TamperDetectionActivated',
  'InvalidFirmwareSignature',
  'InvalidFirmwareSigningCertificate',
  'InvalidCsmsCertificate',
  'InvalidChargingStationCertificate',
  'InvalidTLSVersion',
  'InvalidTLSCipherSuite',
  'MaintenanceLoginAccepted',
  'MaintenanceLoginFailed',
] as const;
export type SecurityType = (typeof TYPES)[number];

const ALSO: Readonly<Record<string, SecurityType>> = {
  FailedToAuthenticateAtCentralSystem: 'FailedToAuthenticateAtCsms',
  CentralSystemFailedToAuthenticate: 'CsmsFailedToAuthenticate',
  InvalidCentralSystemCertificate: 'InvalidCsmsCertificate',
  InvalidChargePointCertificate: 'InvalidChargingStationCertificate',
};

const CRITICAL: ReadonlySet<SecurityType> = new Set<SecurityType>([
  'FirmwareUpdated',
  'SettingSystemTime',
  'StartupOfTheDevice',
  'ResetOrReboot',
  'SecurityLogWasCleared',
  'MemoryExhaustion',
  'TamperDetectionActivated',
]);

/** The type that the standard knows, whatever the case of its letters; undefined for a maker's own. */
export function known(type: string): SecurityType | undefined {
  return ALSO[type] ?? TYPES.find((one) => one.toLowerCase() === type.toLowerCase());
}

export function isCritical(type: string): boolean {
  const one = known(type);
  return one !== undefined && CRITICAL.has(one);
}
