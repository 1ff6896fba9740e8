import { Alert, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { latency, number, span } from '../../app/format';
import { Panel } from '../../app/states';
import { Age, useNow } from '../../app/time';
import { Bar, Figure, Line, Part } from './Figures';
import { bytes, measured, rate } from './format';
import classes from './HealthPage.module.css';
import { Links, Refused } from './Stations';

type Health = Schemas['HealthView'];

const EVERY_MS = 5_000;
const MARKS = { fine: IconCheck, strained: IconAlertTriangle, failing: IconX } as const;
const FINDINGS = [
  'database-unreachable',
  'commits-slow',
  'answers-slow',
  'queue-long',
  'log-shed',
  'stations-refused',
  'disk-low',
  'memory-low',
  'machine-busy',
] as const;

/** Whether this server is the problem: what it measures of itself, and what that means. */
export function HealthPage() {
  const { t } = useTranslation('health');
  const asked = useQuery({
    queryKey: keys.health,
    queryFn: () => body(api.GET('/api/v1/health')),
    refetchInterval: EVERY_MS,
    staleTime: 0,
  });
  const failed = asked.error !== null && asked.data !== undefined;
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      {failed && (
        <Alert color="red" role="alert">
          {t('unreachable')}
        </Alert>
      )}
      <Panel asked={asked} rows={8}>
        {(health) => (
          <Stack gap="md" data-stale={failed || undefined}>
            <Verdict health={health} />
            <Numbers health={health} />
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Links links={health.links} />
              <Refused refused={health.refused} />
            </SimpleGrid>
          </Stack>
        )}
      </Panel>
    </Stack>
  );
}

/** The answer in a sentence, and what led to it. */
function Verdict({ health }: { health: Health }) {
  const { t, i18n } = useTranslation('health');
  const verdict = health.verdict as keyof typeof MARKS;
  const Mark = MARKS[verdict];
  return (
    <Stack gap="sm">
      <Group wrap="nowrap" role="status">
        <span className={classes.verdict} data-verdict={verdict} aria-hidden>
          <Mark size={24} />
        </span>
        <div>
          <Text fw={700} size="lg">
            {t(`verdict.${verdict}`)}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`means.${verdict}`)} <Age at={health.at} span size="sm" />
          </Text>
        </div>
      </Group>
      {health.findings.map(({ code, level, value, limit, unit }) => {
        const known = FINDINGS.find((one) => one === code);
        const told = {
          value: measured(value, unit, i18n.language),
          limit: measured(limit, unit, i18n.language),
        };
        return (
          <Alert
            key={code}
            color={level === 'failing' ? 'red' : 'orange'}
            icon={level === 'failing' ? <IconX /> : <IconAlertTriangle />}
            title={known ? t(`finding.${known}`, told) : code}
          >
            {known && t(`advice.${known}`, told)}
          </Alert>
        );
      })}
    </Stack>
  );
}

function Numbers({ health }: { health: Health }) {
  const { t, i18n } = useTranslation('health');
  const now = useNow();
  const { messages, commits, database, messageLog, machine, history } = health;
  const language = i18n.language;
  const time = (micros: number | undefined) => latency(micros, language);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} className="live-value">
      <Part title={t('answers.title')} hint={t('answers.hint')}>
        <Group gap="xl">
          <Figure label={t('half')} value={time(messages.p50Micros)} />
          <Figure label={t('most')} value={time(messages.p99Micros)} />
        </Group>
        <Line
          label={t('answers.line')}
          values={history.map((point) => point.p99Micros)}
          told={(value) => time(Math.round(value))}
        />
      </Part>
      <Part title={t('messages.title')} hint={t('messages.hint')}>
        <Group gap="xl">
          <Figure label={t('messages.received')} value={rate(messages.receivedPerSecond, language)} />
          <Figure label={t('messages.sent')} value={rate(messages.sentPerSecond, language)} />
        </Group>
        <Line
          label={t('messages.line')}
          values={history.map((point) => point.receivedPerSecond)}
          told={(value) => rate(value, language)}
        />
      </Part>
      <Part title={t('commits.title')} hint={t('commits.hint')}>
        <Group gap="xl">
          <Figure label={t('half')} value={time(commits.p50Micros)} />
          <Figure label={t('most')} value={time(commits.p99Micros)} />
          <Figure label={t('commits.waiting')} value={number(commits.waiting, 0, language)} />
        </Group>
        <Text size="xs" c="dimmed">
          {t('commits.rate', { rate: rate(commits.perSecond, language) })}
        </Text>
      </Part>
      <Part title={t('database.title')} hint={database.version && `PostgreSQL ${database.version}`}>
        <Group gap="xl">
          <Figure label={t('database.state')} value={t(database.reachable ? 'database.here' : 'database.away')} />
          <Figure label={t('database.size')} value={bytes(database.sizeBytes, language)} />
        </Group>
        <Text size="xs" c="dimmed">
          {t('database.answers', { time: time(database.answerMicros) })}
        </Text>
      </Part>
      <Part title={t('log.title')} hint={t('log.hint')}>
        <Group gap="xl">
          <Figure label={t('log.shed')} value={number(messageLog.shed, 0, language)} />
          <Figure label={t('log.waiting')} value={number(messageLog.waiting, 0, language)} />
          <Figure label={t('log.size')} value={bytes(messageLog.sizeBytes, language)} />
        </Group>
        {messageLog.shedSinceStart > 0 && (
          <Text size="xs" c="dimmed">
            {t('log.since', { count: messageLog.shedSinceStart })}
          </Text>
        )}
      </Part>
      <Part
        title={t('machine.title')}
        hint={t('machine.hint', { count: machine.processors, streams: health.liveStreams })}
      >
        {machine.disk && (
          <Bar
            label={t('machine.disk')}
            share={1 - machine.disk.freeBytes / machine.disk.totalBytes}
            told={t('machine.free', {
              free: bytes(machine.disk.freeBytes, language),
              all: bytes(machine.disk.totalBytes, language),
            })}
          />
        )}
        <Bar
          label={t('machine.memory')}
          share={machine.memory.heapUsedBytes / machine.memory.heapMaxBytes}
          told={t('machine.heap', {
            used: bytes(machine.memory.heapUsedBytes, language),
            most: bytes(machine.memory.heapMaxBytes, language),
            all: bytes(machine.memory.residentBytes, language),
          })}
        />
        {machine.cpu !== undefined && (
          <Bar label={t('machine.cpu')} share={machine.cpu} told={`${number(machine.cpu * 100, 0, language)} %`} />
        )}
        <Text size="xs" c="dimmed">
          {t('machine.version', { version: health.version ?? '–', java: health.java })} ·{' '}
          {t('machine.uptime', { span: span(now - new Date(health.startedAt).getTime()) })}
        </Text>
      </Part>
    </SimpleGrid>
  );
}
