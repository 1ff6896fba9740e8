import { Card, Group, SegmentedControl, Text, Title, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, moment, span } from '../../app/format';
import { Loading, Panel } from '../../app/states';
import { KINDS } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { type Band, lanes, type Words } from './lanes';

const BandChart = lazy(() => import('./BandChart'));
const RANGES = { '24': 24, '168': 7 * 24, '720': 30 * 24 } as const;
type Range = keyof typeof RANGES;

/** What the station and each of its connectors were: states, absences, restarts and transactions on one axis of time. */
export default function Timeline({ station }: { station: string }) {
  const { t, i18n } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  const navigate = useNavigate();
  const scheme = useComputedColorScheme('light');
  const [range, setRange] = useState<Range>('24');
  const asked = useQuery({
    queryKey: keys.timeline(station, RANGES[range]),
    queryFn: () =>
      body(
        api.GET('/api/v1/stations/{id}/timeline', {
          params: { path: { id: station }, query: { hours: RANGES[range] } },
        }),
      ),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  });
  const made = useMemo(() => {
    if (!asked.data) return undefined;
    const words: Words = {
      connection: t('timeline.connection'),
      connected: status('connected'),
      away: (why) => [status('disconnected'), why].filter(Boolean).join(': '),
      booted: (reason) => (reason ? t('timeline.bootedFor', { reason }) : t('timeline.booted')),
      place: (evse, connector) =>
        connector === 0 ? t('now.evse', { evse }) : t('timeline.place', { evse, connector }),
      whole: t('now.whole'),
      state: (kind, word, error) =>
        [status(`kind.${kind}`), word.toLowerCase() === kind ? '' : word, error === 'NoError' ? '' : error]
          .filter(Boolean)
          .join(' · '),
      charge: (wh, token) =>
        [t('timeline.charge'), token, wh === undefined ? '' : energy(wh, i18n.language)].filter(Boolean).join(' · '),
    };
    return lanes(asked.data, words);
  }, [asked.data, t, status, i18n.language]);
  const told = (band: Band) =>
    `${band.text}\n${moment(new Date(band.from).toISOString(), undefined, i18n.language)} – ${moment(
      new Date(band.to).toISOString(),
      undefined,
      i18n.language,
    )} (${span(band.to - band.from)})`;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('timeline.title')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('timeline.range')}
          value={range}
          onChange={(value) => setRange(value as Range)}
          data={(Object.keys(RANGES) as Range[]).map((value) => ({ value, label: t(`timeline.hours.${value}`) }))}
        />
      </Group>
      <Panel asked={asked}>
        {(data) =>
          made && made.names.length + data.connections.length > 1 ? (
            <Suspense fallback={<Loading rows={4} />}>
              <BandChart
                lanes={made}
                since={Date.parse(data.since)}
                until={Date.parse(data.until)}
                dark={scheme === 'dark'}
                told={told}
                moment={(at) => moment(new Date(at).toISOString(), undefined, i18n.language)}
                label={t('timeline.summary', {
                  range: t(`timeline.hours.${range}`),
                  away: made.bands.filter((band) => band.lane === 0 && band.kind === 'offline').length,
                  boots: data.boots.length,
                  transactions: data.transactions.length,
                })}
                open={(id) => void navigate({ to: '/transactions/$transaction', params: { transaction: id } })}
              />
            </Suspense>
          ) : (
            <Text>{t('timeline.none')}</Text>
          )
        }
      </Panel>
      <Group gap="md" mt="xs">
        {KINDS.map((kind) => (
          <Group key={kind} gap={4}>
            <KindMark kind={kind} />
            <Text size="xs">{status(`kind.${kind}`)}</Text>
          </Group>
        ))}
        <Text size="xs">▬ {t('timeline.charge')}</Text>
        <Text size="xs">▲ {t('timeline.booted')}</Text>
      </Group>
    </Card>
  );
}
