import { expect, it } from 'vitest';
import { isCritical, known } from './types';

it('a security event is known by the names of all versions', () => {
  expect(known('InvalidCentralSystemCertificate')).toBe('InvalidCsmsCertificate');
  expect(known('InvalidTlsVersion')).toBe('InvalidTLSVersion');
  expect(known('VendorThing')).toBeUndefined();
});

it('what the standard calls critical is critical', () => {
  expect(isCritical('TamperDetectionActivated')).toBe(true);
  expect(isCritical('InvalidMessages')).toBe(false);
  expect(isCritical('VendorThing')).toBe(false);
});
