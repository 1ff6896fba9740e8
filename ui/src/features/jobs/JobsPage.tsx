import { Anchor, Button, Group, Progress, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ListTable } from '../../app/ListTable';
import { useListKeys } from '../../app/listKeys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { JobState } from './JobState';
import { count, type Job, percent } from './query';
import { type JobSearch, jobSearch, KINDS, STATES } from './search';

/** Work over many stations, the newest first. */
export function JobsPage() {
  const { t } = useTranslation('jobs');
  const search = jobSearch(useSearch({ from: '/inside/jobs' }));
  const navigate = useNavigate({ from: '/jobs' });
  const session = useSession();
  const list = useInfiniteQuery({
    queryKey: keys.fleetJobList(search),
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/fleet-jobs', { params: { query: { ...search, limit: 50, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filter = (change: JobSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const at = useListKeys(shown.length, {
    open: (index) => {
      const id = shown[index]?.id;
      if (id) void navigate({ to: '/jobs/$job', params: { job: id } });
    },
  });
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {mayAct(session, 'operator') && (
          <Button component={Link} to="/jobs/new" leftSection={<IconPlus size={16} />}>
            {t('create')}
          </Button>
        )}
      </Group>
      <Group>
        <Select
          aria-label={t('field.kind')}
          placeholder={t('allKinds')}
          clearable
          value={search.kind ?? null}
          onChange={(kind) => filter({ kind: KINDS.find((one) => one === kind) })}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <Select
          aria-label={t('field.state')}
          placeholder={t('allStates')}
          clearable
          value={search.state ?? null}
          onChange={(state) => filter({ state: STATES.find((one) => one === state) })}
          data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </Group>
      <Panel asked={list} isEmpty={() => shown.length === 0} empty={<Text>{t('empty')}</Text>} rows={6}>
        {() => (
          <ListTable
            label={t('title')}
            minWidth={720}
            highlight
            heads={(['name', 'kind', 'state', 'progress', 'failed', 'made'] as const).map((column) =>
              t(`field.${column}`),
            )}
          >
            {shown.map((job, index) => (
              <Row key={job.id} job={job} current={index === at} />
            ))}
          </ListTable>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

function Row({ job, current }: { job: Job; current: boolean }) {
  const { t } = useTranslation('jobs');
  const kind = KINDS.find((one) => one === job.kind) ?? 'command';
  const bad = count(job, 'failed') + count(job, 'unknown');
  return (
    <Table.Tr bg={current ? 'var(--mantine-color-default-hover)' : undefined}>
      <Table.Td>
        <Anchor component={Link} to={`/jobs/${job.id}`} fw={600} size="sm">
          {job.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {t('stations', { count: job.stations })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{t(`kind.${kind}`)}</Text>
        <Text size="xs" c="dimmed">
          {job.type}
        </Text>
      </Table.Td>
      <Table.Td>
        <JobState state={job.state} />
      </Table.Td>
      <Table.Td miw={140} className="live-value">
        <Progress value={percent(job)} aria-label={t('field.progress')} />
        <Text size="xs">{percent(job)} %</Text>
      </Table.Td>
      <Table.Td className="live-value">
        <Text size="sm" fw={bad > 0 ? 700 : 400}>
          {bad}
        </Text>
      </Table.Td>
      <Table.Td>
        <Age at={job.createdAt} size="sm" />
        <Text size="xs" c="dimmed">
          {job.actor}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
