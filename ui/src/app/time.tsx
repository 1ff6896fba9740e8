import { Text, type TextProps, Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { moment, span } from './format';

let now = Date.now();
const watchers = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const watcher of watchers) watcher();
}, 1_000);

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The present moment, once a second; one clock for all that ticks. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

/** How long ago that was, ticking; hovering tells the moment, in the browser's zone and in UTC. */
export function Age({ at, ...text }: { at: string | undefined } & TextProps) {
  const present = useNow();
  const { t, i18n } = useTranslation();
  if (!at) return <Text {...text}>{t('time.never')}</Text>;
  const age = present - new Date(at).getTime();
  return (
    <Tooltip label={`${moment(at, undefined, i18n.language)} · ${moment(at, 'UTC', i18n.language)}`}>
      <Text component="time" dateTime={at} {...text}>
        {age < 2_000 ? t('time.now') : t('time.ago', { age: span(age) })}
      </Text>
    </Tooltip>
  );
}

/** For how long something has been so, ticking. */
export function Since({ at, ...text }: { at: string } & TextProps) {
  const present = useNow();
  const { i18n } = useTranslation();
  return (
    <Tooltip label={`${moment(at, undefined, i18n.language)} · ${moment(at, 'UTC', i18n.language)}`}>
      <Text component="time" dateTime={at} {...text}>
        {span(present - new Date(at).getTime())}
      </Text>
    </Tooltip>
  );
}
