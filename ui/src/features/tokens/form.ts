import type { Schemas } from '../../api/client';

export type TokenValues = {
  idToken: string;
  group: string;
  validUntil: string;
  maxConcurrent: number | '';
  allowedAt: string[];
  language: string;
  personalMessage: string;
};

/** A moment as the browser's field wants it, in the browser's zone. */
function local(at: string): string {
  const moment = new Date(at);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function valuesOf(token: Schemas['TokenView'] | undefined): TokenValues {
  return {
    idToken: token?.idToken ?? '',
    group: token?.group ?? '',
    validUntil: token?.validUntil ? local(token.validUntil) : '',
    maxConcurrent: token?.maxConcurrent ?? '',
    allowedAt: [...(token?.allowedAt ?? [])],
    language: token?.language ?? '',
    personalMessage: token?.personalMessage ?? '',
  };
}

/** What is sent: of a new token what was filled in, of a known one what differs; an empty field takes away what stood there. */
export function formOf(values: TokenValues, token: Schemas['TokenView'] | undefined): Schemas['TokenForm'] {
  const before = valuesOf(token);
  const differs = (field: keyof TokenValues) => JSON.stringify(values[field]) !== JSON.stringify(before[field]);
  return {
    ...(!token && { idToken: values.idToken }),
    ...(differs('group') && { group: values.group }),
    ...(differs('validUntil') && { validUntil: values.validUntil && new Date(values.validUntil).toISOString() }),
    ...(differs('maxConcurrent') && { maxConcurrent: values.maxConcurrent === '' ? 0 : values.maxConcurrent }),
    ...(differs('allowedAt') && { allowedAt: values.allowedAt }),
    ...(differs('language') && { language: values.language }),
    ...(differs('personalMessage') && { personalMessage: values.personalMessage }),
  };
}
