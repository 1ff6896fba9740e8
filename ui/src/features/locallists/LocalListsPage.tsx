import { Badge, Button, Checkbox, Group, Select, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { ExportMenu } from '../../app/ExportMenu';
import { useListKeys } from '../../app/listKeys';
import { MoreButton } from '../../app/MoreButton';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { ListDrawer } from './ListDrawer';
import { Standing } from './Standing';
import { SyncButton } from './SyncButton';
import { DRIFTS, type LocalListSearch, localListSearch, STANDINGS } from './search';

type List = Schemas['FleetListStationListView'];

/** What each station holds as its local list beside what it shall hold: versions, state, and how many entries differ. */
export function LocalListsPage() {
  const { t } = useTranslation('localLists');
  const search = localListSearch(useSearch({ from: '/inside/local-lists' }));
  const navigate = useNavigate({ from: '/local-lists' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const change = (more: LocalListSearch) =>
    void navigate({ search: (before) => localListSearch({ ...before, ...more }), replace: true });
  const typed = useDebouncedCallback((q: string) => change({ q: q || undefined }), 250);
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  const filter = {
    ...(search.q && { q: search.q }),
    ...(search.site && { site: search.site }),
    ...(search.standing && { standing: [search.standing] }),
  };
  const list = useInfiniteQuery({
    queryKey: [...keys.stationLocalLists, 'list', filter],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/local-lists', { params: { query: { ...filter, limit: 50, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 15_000,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (station: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(station)) after.add(station);
      return after;
    });
  const at = useListKeys(shown.length, {
    open: (index) => change({ open: shown[index]?.station, drift: undefined }),
    select: (index) => shown[index] && toggle(shown[index].station),
  });
  const filtered = search.q || search.site || search.standing;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <ExportMenu path="/local-lists" filter={filter} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('hint')}
      </Text>
      <Group align="flex-end">
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          defaultValue={search.q ?? ''}
          key={search.q ?? ''}
          onChange={(event) => typed(event.currentTarget.value)}
          flex="3 1 240px"
        />
        <Select
          aria-label={t('column.standing')}
          placeholder={t('allStandings')}
          clearable
          value={search.standing ?? null}
          onChange={(standing) => change({ standing: STANDINGS.find((one) => one === standing) })}
          flex="1 1 160px"
          data={STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))}
        />
        <Select
          aria-label={t('column.site')}
          placeholder={t('allSites')}
          clearable
          searchable
          value={search.site ?? null}
          onChange={(site) => change({ site: site ?? undefined })}
          flex="1 1 160px"
          data={sites.data?.items.map((site) => ({ value: site.name, label: site.title ?? site.name })) ?? []}
        />
      </Group>
      {chosen.size > 0 && <Chosen chosen={[...chosen]} clear={() => setChosen(new Set())} />}
      <Panel
        asked={list}
        isEmpty={() => shown.length === 0 && !list.hasNextPage}
        empty={
          <>
            <Text>{t(filtered ? 'noneFits' : 'none')}</Text>
            {filtered && (
              <Button variant="default" onClick={() => change({ q: undefined, site: undefined, standing: undefined })}>
                {t('showAll')}
              </Button>
            )}
          </>
        }
        rows={6}
      >
        {() => (
          <CardTable
            label={t('title')}
            items={shown}
            keyOf={(one) => one.station}
            current={shown[at]}
            columns={[
              {
                name: t('column.station'),
                of: (one) => (
                  <Group gap="sm" wrap="nowrap" data-list={one.standing}>
                    <Checkbox
                      aria-label={t('choose', { station: one.station })}
                      checked={chosen.has(one.station)}
                      onChange={() => toggle(one.station)}
                    />
                    <UnstyledButton mih={32} onClick={() => change({ open: one.station, drift: undefined })}>
                      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {one.station}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {[one.site, one.protocol?.replace('ocpp', 'OCPP '), one.connected ? undefined : t('offline')]
                          .filter(Boolean)
                          .join(' · ')}
                      </Text>
                    </UnstyledButton>
                  </Group>
                ),
              },
              {
                name: t('column.standing'),
                of: (one) => (
                  <div>
                    <Standing standing={one.standing} />
                    {one.unanswered && (
                      <Text size="xs" c="dimmed">
                        {t('unanswered')}
                      </Text>
                    )}
                  </div>
                ),
              },
              { name: t('column.version'), of: (one) => <Versions of={one} /> },
              { name: t('column.drift'), of: (one) => <Counts of={one} /> },
              {
                name: t('column.sync'),
                of: (one) => <Text size="sm">{t(`sync.${one.sync as 'off'}`)}</Text>,
              },
            ]}
            actions={(one) => <SyncButton station={one.station} standing={one.standing} />}
          />
        )}
      </Panel>
      <MoreButton list={list} />
      {search.open && (
        <ListDrawer
          station={search.open}
          drift={search.drift}
          filter={(drift) => change({ drift })}
          close={() => change({ open: undefined, drift: undefined })}
        />
      )}
    </Stack>
  );
}

/** The station's version beside the one that it confirmed to us; one number when they agree. */
function Versions({ of: { version } }: { of: List }) {
  const { t } = useTranslation('localLists');
  const agree = version.station === version.confirmed;
  return (
    <div className="live-value">
      <Text size="sm">
        {version.station === undefined
          ? t('version.none')
          : version.station < 0
            ? t('version.noList')
            : agree
              ? t('version.same', { version: version.station })
              : t('version.differ', { station: version.station, ours: version.confirmed ?? '–' })}
      </Text>
      {version.toldAt && (
        <Text size="xs" c="dimmed">
          {t('told')} <Age at={version.toldAt} span size="xs" />
        </Text>
      )}
    </div>
  );
}

/** How many entries are missing, differ, or are too many; and those without room. */
function Counts({ of: { count } }: { of: List }) {
  const { t } = useTranslation('localLists');
  const some = DRIFTS.filter((drift) => drift !== 'same' && count[drift] > 0);
  return (
    <Group gap={4} className="live-value">
      {some.map((drift) => (
        <Badge key={drift} tt="none" variant="default" data-drift={drift}>
          {t(`count.${drift as 'missing'}`, { count: count[drift] })}
        </Badge>
      ))}
      <Text size="xs" c="dimmed">
        {t('count.same', { count: count.same })}
        {count.leftOut > 0 && ` · ${t('count.leftOut', { count: count.leftOut })}`}
      </Text>
    </Group>
  );
}

function Chosen({ chosen, clear }: { chosen: string[]; clear: () => void }) {
  const { t } = useTranslation('localLists');
  const navigate = useNavigate();
  const reason = useReason('operator');
  return (
    <Group gap="sm">
      <Text size="sm" role="status">
        {t('chosen', { count: chosen.length })}
      </Text>
      <RightButton
        size="xs"
        reason={reason}
        onClick={() => void navigate({ to: '/jobs/new', search: { kind: 'localList', stations: chosen.join(',') } })}
      >
        {t('syncMany')}
      </RightButton>
      <Button size="xs" variant="default" onClick={clear}>
        {t('clear')}
      </Button>
    </Group>
  );
}
