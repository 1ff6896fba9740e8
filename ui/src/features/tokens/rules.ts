import type { TFunction } from 'i18next';

const EXACT = {
  'token is accepted': 'accepted',
  'token is not known': 'unknown',
  'code is not known': 'code',
  'start without authorization': 'button',
  'token started this transaction': 'started',
  'token was issued here for a remote start': 'issued',
  'token may not charge at this station': 'station',
  'a master pass stops transactions and starts none': 'master',
  'too many wrong codes at this station in the last minute': 'resting',
} as const;

const MISREAD = {
  'its bytes in reverse order are': 'reversed',
  'with a leading zero it is': 'zero',
  'without its prefix it is': 'prefix',
  'a longer one begins with it, it seems cut': 'cut',
} as const;

/** The rule that decided, as a sentence in the reader's language; one that is not known here stays as the server says it. */
export function ruleSentence(rule: string, t: TFunction<'tokens'>, time: (at: string) => string): string {
  const exact = EXACT[rule as keyof typeof EXACT];
  if (exact) return t(`rule.${exact}`);
  const status = /^token is (\w+)$/.exec(rule)?.[1];
  if (status) return t('rule.status', { status: t(`status.${status as 'blocked'}`, { defaultValue: status }) });
  const until = /^token was valid until (\S+)$/.exec(rule)?.[1];
  if (until) return t('rule.until', { at: time(until) });
  const limit = /^token is in use in (\d+) transaction/.exec(rule)?.[1];
  if (limit) return t('rule.limit', { count: Number(limit) });
  const place = /^token may charge at EVSE (.+) here, not at (\S+)$/.exec(rule);
  if (place) return t('rule.evse', { allowed: place[1], evse: place[2] === 'null' ? '–' : place[2] });
  const misread = /^token is not known, but (.*)$/.exec(rule)?.[1];
  const how = misread && MISREAD[misread as keyof typeof MISREAD];
  return how ? t(`rule.${how}`) : rule;
}
