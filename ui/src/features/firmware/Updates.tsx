import {
  Anchor,
  Badge,
  Checkbox,
  Group,
  Paper,
  Progress,
  SimpleGrid,
  Stack,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClockPause } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { ExportMenu } from '../../app/ExportMenu';
import { MoreButton } from '../../app/MoreButton';
import { Empty, Panel } from '../../app/states';
import { Age, Since } from '../../app/time';
import { JobState } from '../jobs/JobState';
import { percent } from '../jobs/query';
import classes from './Firmware.module.css';
import { funnel, STEPS } from './format';
import { DAYS, imagesQuery, summaryQuery, type Update, updatesQuery } from './queries';

/** How far stations are: the funnel, those that stand still, the version after the reboot, and the waves. */
export function Updates() {
  const { t } = useTranslation('firmware');
  const { status, stuck } = useSearch({ from: '/inside/firmware' });
  const navigate = useNavigate({ from: '/firmware' });
  const filter = { ...(status && { status }), ...(stuck && { stuck }) };
  const list = useInfiniteQuery(updatesQuery(filter));
  const images = useQuery(imagesQuery).data;
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (next: { status?: string | undefined; stuck?: true | undefined }) =>
    void navigate({
      search: { tab: 'updates', ...(next.status && { status: next.status }), ...(next.stuck && { stuck: next.stuck }) },
      replace: true,
    });
  const columns = [
    {
      name: t('file.station'),
      of: (update: Update) => (
        <Anchor component={Link} to={`/stations/${encodeURIComponent(update.station)}`} size="sm" fw={600}>
          {update.station}
        </Anchor>
      ),
    },
    { name: t('update.state'), of: (update: Update) => <State update={update} /> },
    { name: t('image.version'), of: (update: Update) => <Versions update={update} /> },
    {
      name: t('update.image'),
      of: (update: Update) => (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {images?.find(({ id }) => id === update.image)?.name ?? update.location}
        </Text>
      ),
    },
    {
      name: t('update.begun'),
      of: (update: Update) => (
        <div>
          <Age at={update.createdAt} size="sm" />
          <Text size="xs" c="dimmed">
            {update.actor}
          </Text>
        </div>
      ),
    },
  ];
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Funnel chosen={status} choose={(word) => show({ status: word === status ? undefined : word, stuck })} />
        <Waves />
      </SimpleGrid>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('update.list', { days: DAYS })}
        </Title>
        <Group>
          <Checkbox
            label={t('update.onlyStuck')}
            checked={stuck ?? false}
            onChange={(event) => show({ status, stuck: event.currentTarget.checked || undefined })}
          />
          <ExportMenu path="/firmware-jobs" filter={{ ...filter, days: DAYS }} />
        </Group>
      </Group>
      <Panel
        asked={list}
        isEmpty={() => shown.length === 0}
        empty={<Text>{status || stuck ? t('update.noneSo') : t('update.none')}</Text>}
      >
        {() => <CardTable label={t('tab.updates')} columns={columns} items={shown} keyOf={({ id }) => id} />}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

const BAD = ['failed', 'refused', 'unknown'];

function Funnel({ chosen, choose }: { chosen: string | undefined; choose: (word: string) => void }) {
  const { t } = useTranslation('firmware');
  const asked = useQuery(summaryQuery);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('funnel.title')}>
      <Title order={2} size="h4" mb="sm">
        {t('funnel.title')}
      </Title>
      <Panel asked={asked} rows={5}>
        {(summary) => {
          const steps = funnel(summary.steps);
          const most = Math.max(1, ...steps.map(({ stations }) => stations));
          return (
            <Stack gap="md" className="live-value">
              <div className={classes.counts}>
                <Count label={t('funnel.running')} count={summary.running} />
                <Count label={t('funnel.done')} count={summary.done} />
                <Count label={t('funnel.failed')} count={summary.failed} bad />
                <Count label={t('funnel.stuck', { count: summary.stuckAfterMinutes })} count={summary.stuck} bad />
                <Count label={t('funnel.otherVersion')} count={summary.otherVersion} bad />
              </div>
              {steps.length === 0 && <Empty>{<Text>{t('funnel.none')}</Text>}</Empty>}
              <Stack gap={2} role="group" aria-label={t('funnel.choose')}>
                {steps.map((step) => (
                  <UnstyledButton
                    key={step.word}
                    className={classes.step}
                    aria-pressed={step.word === chosen}
                    data-word={step.word}
                    onClick={() => choose(step.word)}
                  >
                    <Word word={step.word} />
                    <Progress
                      value={(step.stations / most) * 100}
                      color={BAD.includes(step.state) ? 'red.9' : step.state === 'done' ? 'teal.9' : 'blue.7'}
                      aria-hidden
                    />
                    <Text size="sm" fw={600} ta="right">
                      {step.stations}
                      {step.stuck > 0 && (
                        <Text span size="sm" c="red" fw={600}>
                          {' '}
                          ({t('funnel.late', { count: step.stuck })})
                        </Text>
                      )}
                    </Text>
                  </UnstyledButton>
                ))}
              </Stack>
            </Stack>
          );
        }}
      </Panel>
    </Paper>
  );
}

function Count({ label, count, bad = false }: { label: string; count: number; bad?: boolean }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={700} c={bad && count > 0 ? 'red' : undefined}>
        {count}
      </Text>
    </div>
  );
}

/** What a word of the protocol means, with the word itself in small type. */
function Word({ word }: { word: string }) {
  const { t } = useTranslation('firmware');
  const known = STEPS.find((step) => step === word);
  return (
    <div>
      <Text size="sm">{known ? t(`word.${known}`) : word}</Text>
      {known && /^[A-Z]/.test(word) && (
        <Text size="xs" c="dimmed">
          {word}
        </Text>
      )}
    </div>
  );
}

function State({ update }: { update: Update }) {
  const { t } = useTranslation('firmware');
  const over = update.endedAt !== undefined;
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <Word word={update.status ?? update.state} />
        {update.stuck && (
          <Badge tt="none" color="red.9" leftSection={<IconClockPause size={14} />}>
            {t('update.stuck')}
          </Badge>
        )}
        {over && update.state !== 'done' && (
          <Badge tt="none" color={update.state === 'cancelled' ? 'gray.7' : 'red.9'}>
            {t(`word.${update.state as 'unknown'}`, { defaultValue: update.state })}
          </Badge>
        )}
      </Group>
      <Group gap={4}>
        {!over && (
          <Text size="xs" c="dimmed">
            {t('update.since')}
          </Text>
        )}
        {over ? (
          <Age at={update.endedAt} size="xs" c="dimmed" />
        ) : (
          <Since at={update.statusSince} size="xs" c="dimmed" />
        )}
      </Group>
      {(update.reason ?? update.warning) && (
        <Text size="xs" c="red">
          {update.reason ?? update.warning}
        </Text>
      )}
    </Stack>
  );
}

/** What it ran, what it was to run, and what it says it runs since it booted. */
function Versions({ update }: { update: Update }) {
  const { t } = useTranslation('firmware');
  const { versionBefore, versionExpected, versionAfter, asExpected } = update;
  return (
    <Stack gap={2}>
      <Text size="sm">
        {versionBefore ?? '?'} → {versionAfter ?? versionExpected ?? '?'}
      </Text>
      {asExpected === true && (
        <Group gap={4} c="teal">
          <IconCheck size={14} aria-hidden />
          <Text size="xs">{t('version.asExpected')}</Text>
        </Group>
      )}
      {asExpected === false && (
        <Group gap={4} c="red">
          <IconAlertTriangle size={14} aria-hidden />
          <Text size="xs">{t('version.other', { expected: versionExpected })}</Text>
        </Group>
      )}
      {versionAfter === undefined && (
        <Text size="xs" c="dimmed">
          {t('version.notYet')}
        </Text>
      )}
    </Stack>
  );
}

/** The jobs that bring firmware in waves. */
function Waves() {
  const { t } = useTranslation('firmware');
  const query = { kind: 'firmware', limit: 5 } as const;
  const asked = useQuery({
    queryKey: keys.fleetJobList({ ...query, on: 'firmware' }),
    queryFn: () => body(api.GET('/api/v1/fleet-jobs', { params: { query } })),
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('waves.title')}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('waves.title')}
        </Title>
        <Anchor component={Link} to="/jobs?kind=firmware" size="sm" py={6}>
          {t('waves.all')}
        </Anchor>
      </Group>
      <Panel asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Text>{t('waves.none')}</Text>}>
        {({ items }) => (
          <Stack gap="sm" className="live-value">
            {items.map((job) => (
              <div key={job.id}>
                <Group justify="space-between" gap="xs" mb={4}>
                  <Anchor component={Link} to={`/jobs/${job.id}`} size="sm" fw={600}>
                    {job.name}
                  </Anchor>
                  <JobState state={job.state} />
                </Group>
                <Progress value={percent(job)} color="blue.7" aria-label={job.name} />
                <Text size="xs" c="dimmed" mt={2}>
                  {t('waves.progress', { percent: percent(job), count: job.stations, wave: job.wave })}
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </Panel>
    </Paper>
  );
}
