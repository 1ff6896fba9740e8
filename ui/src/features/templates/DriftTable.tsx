import { Anchor, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { ListTable } from '../../app/ListTable';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { DriftMark } from './DriftMark';
import { STANDINGS, type StationDrift, type Template } from './query';

/** Station by station: what differs, and who brought it about as far as the history tells. */
export function DriftTable({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const [standing, setStanding] = useState<string | null>(null);
  const list = useInfiniteQuery({
    queryKey: keys.templateDrift(template.id, { standing, version: template.version }),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/templates/{id}/drift', {
          params: {
            path: { id: template.id },
            query: { ...(standing && { standing }), limit: 100, after: pageParam },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 15_000,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h5">
          {t('drift')}
        </Title>
        <Select
          aria-label={t('field.standing')}
          placeholder={t('all')}
          clearable
          value={standing}
          onChange={setStanding}
          data={STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('driftHint')}
      </Text>
      <Panel asked={list} isEmpty={() => shown.length === 0} empty={<Text>{t('noStations')}</Text>}>
        {() => (
          <ListTable
            label={t('drift')}
            minWidth={640}
            heads={(['station', 'standing', 'differences'] as const).map((column) => t(`field.${column}`))}
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

function Row({ one }: { one: StationDrift }) {
  const { t } = useTranslation('templates');
  const standing = STANDINGS.find((known) => known === one.standing) ?? 'unknown';
  return (
    <Table.Tr data-station={one.station} data-standing={one.standing}>
      <Table.Td>
        <Anchor component={Link} to={`/stations/${encodeURIComponent(one.station)}/configuration`} size="sm" fw={600}>
          {one.station}
        </Anchor>
        <Text size="xs" c="dimmed">
          {[one.site, one.version?.replace('ocpp', 'OCPP ')].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <DriftMark standing={one.standing}>{t(`standing.${standing}`)}</DriftMark>
      </Table.Td>
      <Table.Td>
        <Stack gap={4}>
          {one.differences.map((difference) => (
            <Difference key={nameOf(difference)} difference={difference} />
          ))}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

function nameOf({ wanted }: Schemas['DriftDifference']): string {
  const instance = wanted.variableInstance ? `[${wanted.variableInstance}]` : '';
  return `${wanted.component ? `${wanted.component}.` : ''}${wanted.variable}${instance}`;
}

function Difference({ difference }: { difference: Schemas['DriftDifference'] }) {
  const { t } = useTranslation('templates');
  const { actual, wanted, readOnly, changedBy } = difference;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm">
        {nameOf(difference)}: <b>{actual ?? t('notTold')}</b> {t('insteadOf', { value: wanted.value })}
        {readOnly && ` (${t('readOnly')})`}
      </Text>
      {changedBy && (
        <Text size="xs" c="dimmed">
          {t(`who.${changedBy.who as 'us'}`, { actor: changedBy.actor ?? '' })}
          {changedBy.at && (
            <>
              {' · '}
              <Age at={changedBy.at} span size="xs" />
            </>
          )}
        </Text>
      )}
    </div>
  );
}
