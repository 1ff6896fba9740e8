import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { power } from '../../app/format';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { StartProblems } from '../problems/StartProblems';
import { mayAct, useSession } from '../session/session';
import { AddStation } from '../stations/AddStation';
import { KINDS, type Kind, kindOf } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { DayBars } from './DayBars';

const REASONS = [
  'unknown-station',
  'wrong-credentials',
  'no-credentials',
  'wrong-profile',
  'no-common-subprotocol',
  'invalid-identity',
] as const;

/** What is happening now: how many are connected, what charges, what is broken, who waits outside. */
export function StartPage() {
  const { t, i18n } = useTranslation('start');
  const session = useSession();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = useQuery({
    queryKey: keys.overview,
    queryFn: () => body(api.GET('/api/v1/overview')),
    refetchInterval: 5_000,
  });
  const days = useQuery({
    queryKey: keys.days(zone),
    queryFn: () => body(api.GET('/api/v1/overview/days', { params: { query: { zone, days: 14 } } })),
    refetchInterval: 60_000,
  });
  return (
    <Stack gap="lg">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <Panel asked={now}>
        {(data) => {
          const kinds = counted(data.connectors, data.connectorsOffline);
          return (
            <>
              <SimpleGrid cols={{ base: 2, md: 4 }} className="live-value">
                <Figure
                  label={t('connected')}
                  value={String(data.connected)}
                  beside={t('ofAll', { count: data.stations })}
                />
                <Figure label={t('charging')} value={String(data.openTransactions)} />
                <Figure label={t('power')} value={power(data.powerW, i18n.language)} />
                <Figure label={t('faulted')} value={String(kinds.get('faulted') ?? 0)} />
              </SimpleGrid>
              <Card withBorder>
                <Title order={2} size="h4" mb="sm">
                  {t('states')}
                </Title>
                <States kinds={kinds} />
              </Card>
            </>
          );
        }}
      </Panel>
      <StartProblems />
      <Panel asked={days}>{(data) => <DayBars days={data.items} />}</Panel>
      {(!session?.sites || mayAct(session, 'technician')) && <Attempts />}
    </Stack>
  );

  function counted(words: Record<string, number>, offline: number): Map<Kind, number> {
    const kinds = new Map<Kind, number>();
    for (const [word, count] of Object.entries(words)) {
      const kind = kindOf(word);
      kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    }
    if (offline > 0) kinds.set('offline', offline);
    return kinds;
  }
}

function Figure({ label, value, beside }: { label: string; value: string; beside?: string }) {
  return (
    <Card withBorder padding="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Group gap={6} align="baseline">
        <Text fz={28} fw={700}>
          {value}
        </Text>
        {beside && (
          <Text size="sm" c="dimmed">
            {beside}
          </Text>
        )}
      </Group>
    </Card>
  );
}

function States({ kinds }: { kinds: Map<Kind, number> }) {
  const { t } = useTranslation('status');
  return (
    <Group gap="lg" className="live-value">
      {KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
        <Group key={kind} gap={6}>
          <KindMark kind={kind} />
          <Text size="sm">
            {kinds.get(kind)} {t(`kind.${kind}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}

/** Who was refused at the door, and why: a station that waits to be adopted is among them. */
function Attempts() {
  const { t } = useTranslation('start');
  const { t: stations } = useTranslation('stations');
  const session = useSession();
  const [adopted, setAdopted] = useState('');
  const [adding, addingIs] = useDisclosure(false);
  const asked = useQuery({
    queryKey: keys.attempts,
    queryFn: () => body(api.GET('/api/v1/connection-attempts')),
    refetchInterval: 5_000,
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('adopt')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('noAttempts')}</Text>}>
        {(data) => (
          <Stack gap="xs">
            {data.items.slice(0, 20).map((attempt) => {
              const known = REASONS.find((reason) => reason === attempt.reason);
              return (
                <Card withBorder key={`${attempt.identity} ${attempt.remoteAddress} ${attempt.reason}`} padding="sm">
                  <Group justify="space-between">
                    <div>
                      <Text size="sm">
                        <Text span fw={600}>
                          {attempt.identity}
                        </Text>{' '}
                        {known ? t(`reason.${known}`) : t('reason.other', { reason: attempt.detail ?? attempt.reason })}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {attempt.remoteAddress} · {t('attempts', { count: attempt.count })} ·{' '}
                        <Age at={attempt.lastSeenAt} span size="xs" />
                      </Text>
                    </div>
                    {attempt.reason === 'unknown-station' && mayAct(session, 'technician') && (
                      <Button
                        size="xs"
                        onClick={() => {
                          setAdopted(attempt.identity);
                          addingIs.open();
                        }}
                      >
                        {stations('add')}
                      </Button>
                    )}
                  </Group>
                </Card>
              );
            })}
          </Stack>
        )}
      </Panel>
      {adding && <AddStation opened close={addingIs.close} id={adopted} waits />}
    </Stack>
  );
}
