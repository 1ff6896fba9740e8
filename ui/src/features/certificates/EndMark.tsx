import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';
import { daysLeft } from '../stations/expiry';
import { near } from './near';

/** When a certificate ends: the day, and in words how near that is. */
export function EndMark({ at }: { at: string | undefined }) {
  const { t, i18n } = useTranslation('certificates');
  if (!at)
    return (
      <Text size="sm" c="dimmed">
        {t('ends.unknown')}
      </Text>
    );
  const days = daysLeft(at, Date.now());
  const color = days < 0 ? 'red.9' : days < 30 ? '#a33b00' : 'gray.7';
  return (
    <div>
      <Text size="sm" title={moment(at, undefined, i18n.language)}>
        {new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(new Date(at))}
      </Text>
      <Badge color={color} tt="none" size="sm">
        {days < 0 ? t('hasEnded') : near(at, Date.now(), i18n.language)}
      </Badge>
    </div>
  );
}
