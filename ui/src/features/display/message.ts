import type { Schemas } from '../../api/client';

export type Shown = Schemas['DisplayMessageView'];
export type Message = Schemas['DisplayMessage'];

export const PRIORITIES = ['NormalCycle', 'InFront', 'AlwaysFront'] as const;
export const FORMATS = ['UTF8', 'ASCII', 'HTML', 'URI', 'QRCODE'] as const;
export const STATES = ['Charging', 'Faulted', 'Idle', 'Unavailable', 'Suspended', 'Discharging'] as const;
/** Since 2.1 only. */
const NEWER = ['QRCODE', 'Suspended', 'Discharging'];

/** What the station declared of its display; undefined where it declared nothing. */
export type Declared = {
  formats?: string[];
  priorities?: string[];
  states?: string[];
  languages?: string[];
  held?: number;
  most?: number;
  off: boolean;
};

type Variable = Pick<Schemas['VariableView'], 'variable' | 'value' | 'maxLimit'>;

/** Reads the variables of DisplayMessageCtrlr. */
export function declared(variables: readonly Variable[]): Declared {
  const of = (name: string) => variables.find(({ variable }) => variable === name);
  const words = (name: string) => {
    const list = of(name)
      ?.value?.split(',')
      .map((word) => word.trim())
      .filter(Boolean);
    return list && list.length > 0 ? list : undefined;
  };
  const count = of('DisplayMessages');
  const [formats, priorities, states, languages] = [
    'SupportedFormats',
    'SupportedPriorities',
    'SupportedStates',
    'Language',
  ].map(words);
  const held = Number(count?.value);
  return {
    ...(formats && { formats }),
    ...(priorities && { priorities }),
    ...(states && { states }),
    ...(languages && { languages }),
    ...(count?.value && Number.isFinite(held) && { held }),
    ...(count?.maxLimit !== undefined && { most: count.maxLimit }),
    off: ['Available', 'Enabled'].some((name) => of(name)?.value?.toLowerCase() === 'false'),
  };
}

/** Why a word cannot be chosen: the version does not know it, or the station did not declare it. */
export function barred(
  word: string,
  version: string | undefined,
  known: string[] | undefined,
): 'version' | 'station' | undefined {
  if (version !== 'ocpp2.1' && NEWER.includes(word)) return 'version';
  return known && !known.some((one) => one.toLowerCase() === word.toLowerCase()) ? 'station' : undefined;
}

export function longest(version: string | undefined): number {
  return version === 'ocpp2.1' ? 1024 : 512;
}

/** In which fields the station holds something else than we asked for. */
export function differences({ wanted, held }: Shown): (keyof Message)[] {
  if (!wanted || !held) return [];
  const fields = ['content', 'priority', 'format', 'state', 'language', 'startAt', 'endAt', 'transactionId'] as const;
  return fields.filter((field) => wanted[field] !== held[field]);
}
