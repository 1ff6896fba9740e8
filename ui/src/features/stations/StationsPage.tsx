import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlus, IconTableImport } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../app/ExportMenu';
import { useListKeys } from '../../app/listKeys';
import { Empty, Failed, Loading } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import { AddStation } from './AddStation';
import { rowsQuery, sumsQuery } from './rows';
import { SavedViews } from './SavedViews';
import { StationFilters } from './StationFilters';
import { StationTable } from './StationTable';
import { type Column, filterOf, type StationSearch, stationSearch, USUAL } from './search';

const StationDrawer = lazy(() => import('./StationDrawer'));
const Bulk = lazy(() => import('./Bulk'));

/** What of a line stands in a column of the screen. */
const FILED: Record<Column, readonly string[]> = {
  site: ['site'],
  connection: ['connected', 'since'],
  connectors: ['connectors'],
  power: ['powerW'],
  model: ['vendor', 'model', 'serialNumber'],
  firmware: ['firmwareVersion'],
  version: ['version'],
  registration: ['registration'],
  findings: ['findings'],
  seen: ['lastSeenAt'],
};

/** Every station, as fast as one can scroll; filter, columns and the open station stand in the address. */
export function StationsPage() {
  const { t, i18n } = useTranslation('stations');
  const { t: common } = useTranslation();
  const search = useSearch({ from: '/inside/stations' });
  const navigate = useNavigate({ from: '/stations' });
  const session = useSession();
  const [adding, addingIs] = useDisclosure(false);
  const filter = useMemo(() => filterOf(search), [search]);
  const list = useInfiniteQuery(rowsQuery(filter));
  const sums = useQuery(sumsQuery(filter)).data;
  const stations = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const change = (change: StationSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const { selected, select, clear, all } = useSelection(stations.map((station) => station.id));
  const at = useListKeys(stations.length, {
    open: (index) => change({ open: stations[index]?.id }),
    select: (index) => select(index, false),
    extend: (index) => select(index, true),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useHotkeys([['Escape', () => !search.open && clear()]]);
  const columns = search.columns ?? USUAL;
  const filtered = Object.keys(filter).length > 0;

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          {sums && (
            <Text size="sm" c="dimmed" role="status">
              {t('count', {
                count: sums.stations,
                shown: new Intl.NumberFormat(i18n.language).format(sums.stations),
                connected: new Intl.NumberFormat(i18n.language).format(sums.connected),
              })}
            </Text>
          )}
        </Group>
        <Group gap="xs">
          <SavedViews
            list="stations"
            search={{ ...search, open: undefined }}
            take={(kept) => void navigate({ search: stationSearch(kept) })}
          />
          <ExportMenu
            path="/overview/stations"
            filter={filter}
            columns={['id', ...columns.flatMap((column) => FILED[column])]}
          />
          {mayAct(session, 'operator') && !session?.sites && (
            <Button component={Link} to="/station-import" variant="default" leftSection={<IconTableImport size={16} />}>
              {t('import.title')}
            </Button>
          )}
          {mayAct(session, 'operator') && (
            <Button leftSection={<IconPlus size={16} />} onClick={addingIs.open}>
              {t('add')}
            </Button>
          )}
        </Group>
      </Group>
      <StationFilters search={search} change={change} />
      {selected.size > 0 && (
        <Group gap="sm">
          <Text size="sm" role="status">
            {t('selected', { count: selected.size })}
          </Text>
          <Button size="xs" variant="default" onClick={all}>
            {t('selectAll', { count: stations.length })}
          </Button>
          <Button size="xs" variant="default" onClick={clear}>
            {t('clear')}
          </Button>
          {mayAct(session, 'technician') && (
            <Suspense>
              <Bulk stations={stations.filter((station) => selected.has(station.id))} />
            </Suspense>
          )}
        </Group>
      )}
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && stations.length === 0 && (
        <Empty>
          <Text>{filtered ? t('empty') : t('none')}</Text>
          {filtered && (
            <Button variant="default" onClick={() => void navigate({ search: { columns: search.columns } })}>
              {t('filters.clear')}
            </Button>
          )}
        </Empty>
      )}
      {stations.length > 0 && (
        <StationTable
          stations={stations}
          columns={columns}
          selected={selected}
          current={at}
          select={select}
          more={more}
        />
      )}
      {hasNextPage && (
        <Button variant="default" onClick={more} loading={isFetchingNextPage}>
          {common('action.more')}
        </Button>
      )}
      {search.open && (
        <Suspense>
          <StationDrawer station={search.open} close={() => change({ open: undefined })} />
        </Suspense>
      )}
      <AddStation opened={adding} close={addingIs.close} />
    </Stack>
  );
}

/** Selected stations by name; extending takes all between the last one and this one. */
function useSelection(ids: string[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<number>(-1);
  const known = useRef(ids);
  known.current = ids;
  const select = useCallback((at: number, extend: boolean) => {
    const id = known.current[at];
    if (id === undefined) return;
    const from = extend && last.current >= 0 ? last.current : at;
    last.current = at;
    setSelected((before) => {
      const after = new Set(before);
      if (extend) for (const one of known.current.slice(Math.min(from, at), Math.max(from, at) + 1)) after.add(one);
      else if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const clear = useCallback(() => setSelected((before) => (before.size === 0 ? before : new Set())), []);
  const all = useCallback(() => setSelected(new Set(known.current)), []);
  return { selected, select, clear, all };
}
