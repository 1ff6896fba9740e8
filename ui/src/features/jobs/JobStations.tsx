import { Anchor, Checkbox, Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ListTable } from '../../app/ListTable';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { StationState } from './JobState';
import { isOver, type Job, type JobStation } from './query';
import { STATION_STATES } from './search';

/** What became of the job at each station, in the order of their turns. */
export function JobStations({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [state, setState] = useState<string | null>(null);
  const [stuck, setStuck] = useState(false);
  const query = { ...(q && { q }), ...(state && { state }), ...(stuck && { stuck }) };
  const list = useInfiniteQuery({
    queryKey: [...keys.fleetJobStations(job.id), query],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/fleet-jobs/{id}/stations', {
          params: { path: { id: job.id }, query: { ...query, limit: 100, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: isOver(job) ? false : 5_000,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {t('results')}
      </Title>
      <Group>
        <TextInput
          aria-label={t('findStation')}
          placeholder={t('findStation')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          aria-label={t('field.state')}
          placeholder={t('allStates')}
          clearable
          value={state}
          onChange={setState}
          data={STATION_STATES.map((value) => ({ value, label: t(`stationState.${value}`) }))}
        />
        <Checkbox label={t('onlyStuck')} checked={stuck} onChange={(event) => setStuck(event.currentTarget.checked)} />
      </Group>
      <Panel asked={list} isEmpty={() => shown.length === 0} empty={<Text>{t('noStations')}</Text>}>
        {() => (
          <ListTable
            label={t('results')}
            minWidth={760}
            heads={(['station', 'wave', 'state', 'word', 'said', 'changed'] as const).map((column) =>
              t(`field.${column}`),
            )}
          >
            {shown.map((one) => (
              <Row key={one.station} one={one} />
            ))}
          </ListTable>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

function Row({ one }: { one: JobStation }) {
  const { t } = useTranslation('jobs');
  return (
    <Table.Tr data-station={one.station}>
      <Table.Td>
        <Anchor component={Link} to={`/stations/${encodeURIComponent(one.station)}/activity`} size="sm" fw={600}>
          {one.station}
        </Anchor>
        <Text size="xs" c="dimmed">
          {one.site}
        </Text>
      </Table.Td>
      <Table.Td>{one.wave || ''}</Table.Td>
      <Table.Td>
        <StationState state={one.state} />
        {one.stuck && (
          <Text size="xs" c="red" fw={600}>
            {t('isStuck')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {one.state === 'skipped'
            ? t(`code.${one.status as 'offline'}`, { defaultValue: one.status ?? '' })
            : one.status}
        </Text>
        {one.attempt > 1 && (
          <Text size="xs" c="dimmed">
            {t('attempt', { number: one.attempt })}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {one.reason && <Text size="sm">{one.reason}</Text>}
        {one.results.length > 0 && (
          <Stack gap={0}>
            {one.results.map((result) => (
              <Text key={result.name} size="xs" c="dimmed">
                {result.name} = {result.value}: {result.status} {result.info}
              </Text>
            ))}
          </Stack>
        )}
        {one.versionAfter && (
          <Text size="xs" c="dimmed">
            {t('versions', { before: one.versionBefore ?? '?', after: one.versionAfter })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{one.changedAt && <Age at={one.changedAt} size="sm" />}</Table.Td>
    </Table.Tr>
  );
}
