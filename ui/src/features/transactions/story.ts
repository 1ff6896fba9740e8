import type { TFunction } from 'i18next';
import type { Schemas } from '../../api/client';
import { energy, span } from '../../app/format';

type Transaction = Schemas['TransactionView'];
type Decision = { status: string; rule: string };

/** What happened, in sentences: who, how long, how much, and why it ended or what is missing. */
export function story(
  of: Transaction,
  t: TFunction<'transactions'>,
  language: string,
  decided: (of: Decision) => Decision = (decision) => decision,
): string[] {
  const said: string[] = [];
  const token = of.idToken?.idToken;
  if (of.startedAt) said.push(token ? t('story.started', { token }) : t('story.startedAnonymous'));
  else said.push(t('story.noStart'));
  if (of.offline) said.push(t('story.offline'));
  if (of.authorization && of.authorization.status.toLowerCase() !== 'accepted')
    said.push(t('story.refused', decided(of.authorization)));
  const taken = of.energyWh === undefined ? undefined : energy(of.energyWh, language);
  if (of.state === 'open') said.push(taken ? t('story.runs', { energy: taken }) : t('story.runsUnknown'));
  else {
    const lasted = of.startedAt && of.stoppedAt && span(Date.parse(of.stoppedAt) - Date.parse(of.startedAt));
    if (taken && lasted) said.push(t('story.took', { energy: taken, span: lasted }));
    else said.push(t('story.tookUnknown'));
    if (of.energyWh === 0) said.push(never(of, t));
    said.push(reason(of.stopReason, t));
  }
  if (!of.completeness.complete && of.state !== 'open') said.push(t('story.missing', { parts: missing(of, t) }));
  return said;
}

/** What did not arrive, in words. */
export function missing(of: Transaction, t: TFunction<'transactions'>): string {
  const word = (part: string) => (part === 'start' || part === 'stop' ? t(`one.part.${part}`) : part);
  return of.completeness.missing.map(word).join(', ');
}

/** Why nothing flowed, as far as what arrived tells. */
function never(of: Transaction, t: TFunction<'transactions'>): string {
  if (of.authorization && of.authorization.status.toLowerCase() !== 'accepted') return t('never.refused');
  switch (of.chargingState) {
    case 'SuspendedEV':
      return t('never.car');
    case 'SuspendedEVSE':
      return t('never.station');
    case 'Idle':
    case undefined:
      return of.stopReason === 'Timeout' ? t('never.noCar') : t('never.unknown');
    default:
      return t('never.unknown');
  }
}

const REASONS = [
  'Local',
  'Remote',
  'EVDisconnected',
  'DeAuthorized',
  'PowerLoss',
  'Reboot',
  'SoftReset',
  'HardReset',
  'EmergencyStop',
  'UnlockCommand',
  'Timeout',
  'EnergyLimitReached',
  'TimeLimitReached',
  'SOCLimitReached',
  'StoppedByEV',
  'ImmediateReset',
  'GroundFault',
  'OvercurrentFault',
  'MasterPass',
  'LocalOutOfCredit',
] as const;

function reason(word: string | undefined, t: TFunction<'transactions'>): string {
  const known = REASONS.find((one) => one === word);
  if (known) return t(`reason.${known}`);
  return word ? t('reason.other', { word }) : t('reason.none');
}
