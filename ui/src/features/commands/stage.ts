import type { Schemas } from '../../api/client';

/** Words with which stations refuse. */
const REFUSALS = new Set(['Rejected', 'NotSupported', 'NotImplemented', 'UnlockFailed', 'UnknownConnector', 'Faulted']);

export type Stage = { step: number; ended: boolean; trouble: boolean; at: string };

/** How far a command has come: how many of its steps are done, whether more can come, whether something is wrong. */
export function stage(command: Schemas['CommandView']): Stage {
  const { state, effect, status } = command;
  const at = effect.at ?? command.answeredAt ?? command.sentAt ?? command.createdAt;
  switch (state) {
    case 'queued':
      return { step: 0, ended: false, trouble: false, at };
    case 'sent':
      return { step: 1, ended: false, trouble: false, at };
    case 'answered': {
      const refused = status !== undefined && REFUSALS.has(status);
      const awaited = effect.state === 'awaited' && !refused;
      return {
        step: effect.state === 'seen' ? 4 : 3,
        ended: !awaited,
        trouble: refused || effect.state === 'missed',
        at,
      };
    }
    default:
      return { step: command.sentAt ? 2 : 1, ended: true, trouble: true, at };
  }
}
