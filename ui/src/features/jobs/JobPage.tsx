import {
  Alert,
  Anchor,
  Breadcrumbs,
  Button,
  Group,
  Paper,
  Progress,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { moment, number } from '../../app/format';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { ConfirmJob, type JobAction } from './ConfirmJob';
import { Funnel } from './Funnel';
import { JobState } from './JobState';
import { JobStations } from './JobStations';
import { count, type Job, jobQuery, percent } from './query';
import { KINDS } from './search';

/** One job: how far it is, what is stuck, what became of it at each station. */
export function JobPage() {
  const { job: id } = useParams({ from: '/inside/jobs/$job' });
  const { t } = useTranslation('jobs');
  const asked = useQuery(jobQuery(id));
  return (
    <Stack gap="md">
      <Breadcrumbs>
        <Anchor component={Link} to="/jobs">
          {t('title')}
        </Anchor>
        <Text>{asked.data?.name ?? id}</Text>
      </Breadcrumbs>
      <Panel asked={asked}>
        {(job) => (
          <>
            <Header job={job} />
            {job.reason && job.state !== 'running' && (
              <Alert
                color={job.state === 'halted' ? 'red' : 'yellow'}
                icon={<IconHandStop />}
                title={job.state === 'halted' ? t('halted.title') : t(`state.${job.state as 'paused'}`)}
              >
                <Text size="sm">{job.reason}</Text>
                {job.state === 'halted' && <Text size="sm">{t('halted.hint')}</Text>}
              </Alert>
            )}
            <Overview job={job} />
            <Funnel job={job} />
            <JobStations job={job} />
          </>
        )}
      </Panel>
    </Stack>
  );
}

function Header({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const session = useSession();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<JobAction>();
  const act = useMutation({
    mutationFn: (action: JobAction) =>
      body(api.POST(`/api/v1/fleet-jobs/{id}/${action}`, { params: { path: { id: job.id } } })),
    onSuccess: (now) => {
      queries.setQueryData(keys.fleetJob(job.id), now);
      void queries.invalidateQueries({ queryKey: keys.fleetJobStations(job.id) });
      setAsking(undefined);
    },
  });
  const kind = KINDS.find((one) => one === job.kind) ?? 'command';
  const again = count(job, 'failed') + count(job, 'unknown') + (job.progress.words.offline ?? 0);
  const held = job.state === 'paused' && job.pace.waveHold === true && job.reason?.startsWith('wave ');
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={2}>
        <Group gap="sm">
          <Title order={1} size="h3">
            {job.name}
          </Title>
          <JobState state={job.state} />
        </Group>
        <Text size="sm" c="dimmed">
          {t(`kind.${kind}`)} · {job.type} · {t('by', { actor: job.actor })} · <Age at={job.createdAt} span size="sm" />
        </Text>
      </Stack>
      {mayAct(session, 'operator') && (
        <Group gap="xs">
          {job.state === 'running' && (
            <Button variant="default" onClick={() => act.mutate('pause')} loading={act.isPending}>
              {t('action.pause')}
            </Button>
          )}
          {(job.state === 'paused' || job.state === 'halted') && (
            <Button variant={held ? 'filled' : 'default'} onClick={() => setAsking('resume')}>
              {held ? t('action.nextWave') : t('action.resume')}
            </Button>
          )}
          {job.state !== 'cancelled' && again > 0 && (
            <Button onClick={() => setAsking('retry')}>{t('action.retry', { count: again })}</Button>
          )}
          {!['done', 'cancelled'].includes(job.state) && (
            <Button variant="default" color="red" onClick={() => setAsking('cancel')}>
              {t('action.cancel')}
            </Button>
          )}
        </Group>
      )}
      {act.error && (
        <Alert color="red" role="alert">
          {act.error.message}
        </Alert>
      )}
      {asking && (
        <ConfirmJob
          action={asking}
          job={job}
          again={again}
          pending={act.isPending}
          close={() => setAsking(undefined)}
          run={() => act.mutate(asking)}
        />
      )}
    </Group>
  );
}

function Overview({ job }: { job: Job }) {
  const { t, i18n } = useTranslation('jobs');
  const { perMinute, endsAt } = job.progress;
  const waiting =
    job.waitsUntil ?? (job.pace.startAt && new Date(job.pace.startAt) > new Date() ? job.pace.startAt : undefined);
  return (
    <Paper withBorder p="md">
      <Stack gap="xs" className="live-value">
        <Group justify="space-between">
          <Text fw={600}>{t('ended', { percent: percent(job) })}</Text>
          <Text size="sm" c="dimmed">
            {perMinute !== undefined && t('rate', { rate: number(perMinute, 1, i18n.language) })}
            {endsAt && ` · ${t('eta', { at: moment(endsAt, undefined, i18n.language) })}`}
            {waiting && ` · ${t('waitsUntil', { at: moment(waiting, undefined, i18n.language) })}`}
          </Text>
        </Group>
        <Progress.Root size="xl">
          {(
            [
              ['done', 'teal.9'],
              ['failed', 'red.9'],
              ['unknown', 'orange.9'],
              ['running', 'blue.7'],
            ] as const
          ).map(([state, color]) => (
            <Progress.Section
              key={state}
              value={(count(job, state) / Math.max(1, job.stations - count(job, 'skipped'))) * 100}
              color={color}
              aria-label={`${t(`stationState.${state}`)}: ${count(job, state)}`}
            />
          ))}
        </Progress.Root>
        {job.progress.waves.length > 1 && (
          <SimpleGrid cols={{ base: 1, sm: 3, md: 5 }} mt="xs">
            {job.progress.waves.map((wave) => (
              <Paper key={wave.number} withBorder p="xs" data-current={wave.number === job.wave}>
                <Text size="sm" fw={wave.number === job.wave ? 700 : 400}>
                  {t('wave', { number: wave.number })}
                  {wave.number === job.wave && !['done', 'cancelled'].includes(job.state) && ` · ${t('current')}`}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('waveCount', { ended: wave.ended, stations: wave.stations, failed: wave.failed })}
                </Text>
              </Paper>
            ))}
          </SimpleGrid>
        )}
      </Stack>
    </Paper>
  );
}
