import { Stack, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { moment, number, power } from '../../app/format';

/** The transactions that run at a station. */
export const runningQuery = (station: string) => ({
  queryKey: keys.running(station),
  queryFn: () =>
    body(api.GET('/api/v1/transactions', { params: { query: { station, state: 'open' as const, limit: 100 } } })),
  refetchInterval: 5_000,
});

/** What its transactions draw now; nothing when none of them told. */
export function LivePower({ station }: { station: string }) {
  const { t, i18n } = useTranslation('stations');
  const told = useQuery(runningQuery(station)).data?.items.flatMap(({ powerW }) => powerW ?? []) ?? [];
  if (told.length === 0) return null;
  return (
    <Stack gap={2}>
      <Text size="xs" c="dimmed">
        {t('about.power')}
      </Text>
      <Text fw={600}>
        {power(
          told.reduce((sum, one) => sum + one, 0),
          i18n.language,
        )}
      </Text>
    </Stack>
  );
}

/** The share of thirty days in which the station could be used, with what that means. */
export function Uptime({ station }: { station: string }) {
  const { t, i18n } = useTranslation('stations');
  const asked = useQuery({
    queryKey: keys.uptime(station),
    queryFn: () =>
      body(api.GET('/api/v1/stations/{id}/uptime', { params: { path: { id: station }, query: { days: 30 } } })),
    refetchInterval: 60_000,
  });
  const told = asked.data;
  if (told?.available === undefined) return null;
  const share = (part: number) => `${number(100 * part, part > 0.9995 || part < 0.1 ? 0 : 1, i18n.language)} %`;
  const definition = t('uptime.definition', {
    since: moment(told.since, undefined, i18n.language),
    connected: share(told.connected ?? 0),
  });
  return (
    <Tooltip label={definition} multiline w={320}>
      <Stack
        gap={2}
        tabIndex={0}
        role="group"
        aria-label={`${t('uptime.title')}: ${share(told.available)}. ${definition}`}
      >
        <Text size="xs" c="dimmed">
          {t('uptime.title')}
        </Text>
        <Text fw={600}>{share(told.available)}</Text>
      </Stack>
    </Tooltip>
  );
}
