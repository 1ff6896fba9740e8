import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClockHour4 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';
import { daysLeft } from '../stations/expiry';
import { type Consequence, consequences, type Ending } from './horizon';
import { near } from './near';

type Props = {
  endings: readonly Ending[];
  now: Date;
  renewalDays: number;
  show: (consequence: Consequence) => void;
};

/** What will no longer work when nobody does anything, in words; the soonest first. */
export function Breaks({ endings, now, renewalDays, show }: Props) {
  const { t } = useTranslation('certificates');
  const found = consequences(endings, now);
  return (
    <Stack gap="xs" component="section" aria-label={t('breaks.title')}>
      <Title order={2} size="h5">
        {t('breaks.title')}
      </Title>
      {found.length === 0 && (
        <Alert color="teal" variant="light" icon={<IconCircleCheck />}>
          {t('breaks.nothing')}
        </Alert>
      )}
      {found.map((one) => (
        <Break key={one.type} one={one} now={now} renewalDays={renewalDays} show={show} />
      ))}
    </Stack>
  );
}

function Break({ one, now, renewalDays, show }: { one: Consequence } & Omit<Props, 'endings'>) {
  const { t, i18n } = useTranslation('certificates');
  const days = daysLeft(one.firstEnd, now.getTime());
  const soon = days < 30;
  const Icon = soon ? IconAlertTriangle : IconClockHour4;
  return (
    <Alert
      color={one.over ? 'red' : soon ? 'orange' : 'gray'}
      variant="light"
      icon={<Icon />}
      data-breaks={one.type}
      title={t(`type.${one.type as 'server'}`)}
    >
      <Group justify="space-between" align="flex-end" gap="sm">
        <div style={{ flex: '1 1 320px' }}>
          <Text size="sm">
            {one.stations > 0 && <b>{t('breaks.stations', { count: one.stations })} </b>}
            {t(`breaks.of.${one.type as 'server'}`)}
          </Text>
          {one.type === 'ChargingStationCertificate' && renewalDays > 0 && (
            <Text size="sm">{t('breaks.renewed', { count: renewalDays })}</Text>
          )}
          <Text size="xs" c="dimmed">
            {one.over ? t('breaks.since') : t('breaks.first')} {moment(one.firstEnd, undefined, i18n.language)}
            {!one.over && ` · ${near(one.firstEnd, now.getTime(), i18n.language)}`}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          onClick={() => show(one)}
          aria-label={`${t('breaks.show')}: ${t(`type.${one.type as 'server'}`)}`}
        >
          {t('breaks.show')}
        </Button>
      </Group>
    </Alert>
  );
}
