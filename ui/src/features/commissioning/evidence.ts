import type { TFunction } from 'i18next';
import { energy, number } from '../../app/format';
import type { Check } from './query';

type Text = TFunction<'commissioning'>;

/** What was seen, in sentences; what the station did not tell is said to be so. */
export function sentences(check: Check, t: Text, language: string): string[] {
  const seen = check.evidence as Record<string, string | undefined>;
  switch (check.check) {
    case 'connected':
      if (!seen.version) return [];
      return [
        t('seen.connected', {
          version: seen.version.replace('ocpp', 'OCPP '),
          address: seen.remoteAddress ?? t('untold'),
        }),
      ];
    case 'booted':
      if (!seen.vendor) return [];
      return [
        t('seen.booted', {
          vendor: seen.vendor,
          model: seen.model,
          serial: seen.serialNumber ?? t('untold'),
          firmware: seen.firmwareVersion ?? t('untold'),
        }),
        ...(seen.expectedSerialNumber ? [t('seen.expected', { serial: seen.expectedSerialNumber })] : []),
        ...(seen.registration && check.state !== 'passed'
          ? [t('seen.registration', { registration: seen.registration })]
          : []),
      ];
    case 'clock': {
      if (seen.offsetMillis === undefined) return [];
      const seconds = Number(seen.offsetMillis) / 1_000;
      const told = { seconds: number(Math.abs(seconds), 1, language), message: seen.message ?? '' };
      return [seconds >= 0 ? t('seen.ahead', told) : t('seen.behind', told)];
    }
    case 'security':
      if (!seen.securityProfile) return [];
      return [
        t('seen.security', { profile: seen.securityProfile }),
        ...(seen.certificate ? [t('seen.certificate', { name: seen.certificate })] : []),
      ];
    case 'configuration':
      return seen.variables ? [t('seen.configuration', { count: Number(seen.variables) })] : [];
    case 'energy':
      return seen.energyWh ? [t('seen.energy', { energy: energy(Number(seen.energyWh), language) })] : [];
    case 'stopped':
      return [
        ...(seen.energyWh ? [t('seen.energy', { energy: energy(Number(seen.energyWh), language) })] : []),
        ...(seen.stopReason ? [t('seen.reason', { reason: seen.stopReason })] : []),
      ];
    default:
      return seen.status ? [t('seen.status', { status: seen.status })] : [];
  }
}

/** Where the evidence can be looked at. */
export type Proof =
  | { kind: 'messages'; action: string }
  | { kind: 'transaction'; id: string }
  | { kind: 'configuration' };

export function proof(check: Check): Proof | undefined {
  const seen = check.evidence as Record<string, string | undefined>;
  if (seen.transaction) return { kind: 'transaction', id: seen.transaction };
  switch (check.check) {
    case 'connected':
    case 'booted':
      return check.state === 'passed' ? { kind: 'messages', action: 'BootNotification' } : undefined;
    case 'clock':
      return seen.message ? { kind: 'messages', action: seen.message } : undefined;
    case 'configuration':
      return seen.variables ? { kind: 'configuration' } : undefined;
    case 'plugged':
      return seen.status ? { kind: 'messages', action: 'StatusNotification' } : undefined;
    case 'unlocked':
      return seen.command ? { kind: 'messages', action: 'UnlockConnector' } : undefined;
    default:
      return undefined;
  }
}
