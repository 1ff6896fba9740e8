import type { Schemas } from '../../api/client';

export type Problem = Schemas['ProblemView'];

export const KINDS = [
  'connectorFault',
  'stationOffline',
  'commandUnanswered',
  'remoteStartLost',
  'carWaits',
  'transactionNotStopped',
  'finding',
  'certificateEnds',
  'connectionRefused',
  'bootHeld',
  'clockWrong',
  'diskFull',
  'logShed',
] as const;

export const SEVERITIES = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Which sentence tells it: some kinds have one for each code. */
export function sentenceOf({ kind, code }: Pick<Problem, 'kind' | 'code'>): string {
  return ['transactionNotStopped', 'certificateEnds', 'bootHeld'].includes(kind) ? `${kind}_${code}` : kind;
}

/** Where at the station. */
export function placeOf({ evse, connector }: Pick<Problem, 'evse' | 'connector'>): 'connector' | 'evse' | 'station' {
  if (!evse) return 'station';
  return connector ? 'connector' : 'evse';
}

/** When a snooze of that length ends; tomorrow is eight in the morning. */
export function snoozeEnd(length: 'hour' | 'hours' | 'day' | 'week', now: Date): Date {
  const end = new Date(now);
  if (length === 'hour') end.setHours(end.getHours() + 1);
  if (length === 'hours') end.setHours(end.getHours() + 4);
  if (length === 'day') {
    end.setDate(end.getDate() + 1);
    end.setHours(8, 0, 0, 0);
  }
  if (length === 'week') end.setDate(end.getDate() + 7);
  return end;
}
