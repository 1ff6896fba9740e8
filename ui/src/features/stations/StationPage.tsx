import { Anchor, Breadcrumbs, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Loading, Panel } from '../../app/states';
import { Age, Since } from '../../app/time';
import { ActionMenu } from '../commands/ActionMenu';
import { CommandStrip } from '../commands/CommandStrip';
import { ConfigurationArea } from '../configuration/ConfigurationArea';
import { MessageLog } from '../messages/MessageLog';
import { Activity } from './Activity';
import { ConnectorStrip } from './ConnectorStrip';
import { Now } from './Now';
import { stationQuery } from './query';
import { Trust } from './Trust';
import { LivePower, Uptime } from './Vitals';

const Display = lazy(() => import('../display/Display'));
const Energy = lazy(() => import('./Energy'));
const Timeline = lazy(() => import('./Timeline'));

const AREAS = ['now', 'activity', 'messages', 'configuration', 'energy', 'display', 'trust'] as const;
type Area = (typeof AREAS)[number];

/** One station: who it is and how it is connected stays in sight, whatever area is looked at. */
export function StationPage() {
  const { station: id, area } = useParams({ from: '/inside/stations/$station/{-$area}' });
  const { t } = useTranslation('stations');
  const navigate = useNavigate();
  const asked = useQuery(stationQuery(id));
  const shown: Area = AREAS.find((known) => known === area) ?? 'now';
  return (
    <Stack gap="md">
      <Breadcrumbs>
        <Anchor component={Link} to="/stations">
          {t('title')}
        </Anchor>
        <Text>{id}</Text>
      </Breadcrumbs>
      <Panel asked={asked}>
        {(station) => (
          <>
            <Header station={station} />
            <ConnectorStrip station={id} connected={station.connected} />
            <CommandStrip station={id} />
            <Tabs
              value={shown}
              keepMounted={false}
              onChange={(to) =>
                void navigate({
                  to: '/stations/$station/{-$area}',
                  params: { station: id, area: to === 'now' ? undefined : (to ?? undefined) },
                })
              }
            >
              <Tabs.List aria-label={t('area.label')} mb="md">
                {AREAS.map((one) => (
                  <Tabs.Tab key={one} value={one}>
                    {t(`area.${one}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="now">
                <Stack>
                  <Now station={station} />
                  <Suspense fallback={<Loading rows={6} />}>
                    <Timeline station={id} />
                  </Suspense>
                </Stack>
              </Tabs.Panel>
              <Tabs.Panel value="activity">
                <Activity station={id} />
              </Tabs.Panel>
              <Tabs.Panel value="messages">
                <MessageLog station={id} />
              </Tabs.Panel>
              <Tabs.Panel value="configuration">
                <ConfigurationArea station={station} />
              </Tabs.Panel>
              <Tabs.Panel value="energy">
                <Suspense fallback={<Loading rows={8} />}>
                  <Energy station={station} />
                </Suspense>
              </Tabs.Panel>
              <Tabs.Panel value="display">
                <Suspense fallback={<Loading rows={6} />}>
                  <Display station={station} />
                </Suspense>
              </Tabs.Panel>
              <Tabs.Panel value="trust">
                <Trust station={station} />
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Panel>
    </Stack>
  );
}

/** Who it is, how it is connected, what it draws and how much of the last month it could be used. */
export function Header({ station, level = 1 }: { station: Schemas['StationView']; level?: 1 | 3 }) {
  const { t } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  const { t: commissioning } = useTranslation('commissioning');
  const since = station.connected ? station.connectedAt : station.disconnectedAt;
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={2}>
        {level === 1 && (
          <Title order={1} size="h3">
            {station.id}
          </Title>
        )}
        <Text size="sm" c="dimmed">
          {[station.vendor, station.model, station.version?.replace('ocpp', 'OCPP ')].filter(Boolean).join(' · ')}
        </Text>
        {level === 1 && (
          <Anchor component={Link} to={`/commissioning/${encodeURIComponent(station.id)}`} size="sm" py={4}>
            {commissioning('title')}
          </Anchor>
        )}
      </Stack>
      <Group gap="lg" className="live-value">
        <Stack gap={2}>
          <Text size="xs" c="dimmed">
            {station.connected ? t('about.connectedFor') : t('about.offlineFor')}
          </Text>
          {since ? <Since at={since} fw={600} c={station.connected ? undefined : 'red'} /> : status('neverConnected')}
        </Stack>
        <Stack gap={2}>
          <Text size="xs" c="dimmed">
            {t('about.lastFrame')}
          </Text>
          <Age at={station.lastSeenAt} fw={600} />
        </Stack>
        <LivePower station={station.id} />
        <Uptime station={station.id} />
        <ActionMenu station={station} />
      </Group>
    </Group>
  );
}
