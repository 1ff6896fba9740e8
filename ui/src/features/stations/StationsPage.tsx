import {
  Anchor,
  Button,
  Checkbox,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { useListKeys } from '../../app/listKeys';
import { Empty, Failed, Loading } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { kindOf } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { AddStation } from './AddStation';
import classes from './StationsPage.module.css';
import type { StationSearch } from './search';

type Station = Schemas['StationView'];
type Connector = Schemas['ConnectorsPlacedConnector'];

const PAGE = 200;
const ROW_HEIGHT = 58;
const COLUMNS = ['station', 'connection', 'connectors', 'model', 'version', 'seen'] as const;

/** Every station, as fast as one can scroll; the filter stands in the address. */
export function StationsPage() {
  const { t } = useTranslation('stations');
  const { t: common } = useTranslation();
  const search = useSearch({ from: '/inside/stations' });
  const navigate = useNavigate({ from: '/stations' });
  const session = useSession();
  const [adding, addingIs] = useDisclosure(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const filterField = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => filterField.current?.focus()]]);

  const list = useInfiniteQuery({
    queryKey: keys.stationList(search),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/stations', {
          params: { query: { q: search.q, connected: search.connected, limit: PAGE, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const stations = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const filter = (change: StationSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const typed = useDebouncedCallback((q: string) => filter({ q: q || undefined }), 150);
  const toggle = (id: string) =>
    setSelected((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {mayAct(session, 'operator') && (
          <Button leftSection={<IconPlus size={16} />} onClick={addingIs.open}>
            {t('add')}
          </Button>
        )}
      </Group>
      <Group>
        <TextInput
          ref={filterField}
          leftSection={<IconSearch size={16} />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          defaultValue={search.q ?? ''}
          onChange={(event) => typed(event.currentTarget.value)}
          flex={1}
          miw={220}
        />
        <SegmentedControl
          aria-label={t('connection.label')}
          value={search.connected === undefined ? 'all' : String(search.connected)}
          onChange={(value) => filter({ connected: value === 'all' ? undefined : value === 'true' })}
          data={[
            { value: 'all', label: t('connection.all') },
            { value: 'true', label: t('connection.connected') },
            { value: 'false', label: t('connection.disconnected') },
          ]}
        />
      </Group>
      {selected.size > 0 && (
        <Group gap="sm" role="status">
          <Text size="sm">{t('selected', { count: selected.size })}</Text>
          <Button size="xs" variant="default" onClick={() => setSelected(new Set())}>
            {t('clear')}
          </Button>
        </Group>
      )}
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && stations.length === 0 && (
        <Empty>
          <Text>{search.q || search.connected !== undefined ? t('empty') : t('none')}</Text>
        </Empty>
      )}
      {stations.length > 0 && (
        <Rows
          stations={stations}
          selected={selected}
          toggle={toggle}
          more={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
      {list.hasNextPage && (
        <Button variant="default" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {common('action.more')}
        </Button>
      )}
      <AddStation opened={adding} close={addingIs.close} />
    </Stack>
  );
}

type RowsProps = {
  stations: Station[];
  selected: ReadonlySet<string>;
  toggle: (id: string) => void;
  more: () => void;
};

function Rows({ stations, selected, toggle, more }: RowsProps) {
  const { t } = useTranslation('stations');
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: stations.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  if (last > stations.length - 20) queueMicrotask(more);

  const shown = visible.map((row) => stations[row.index]?.id ?? '').filter(Boolean);
  const connectors = useConnectors(shown);
  const at = useListKeys(stations.length, {
    open: (index) => {
      const station = stations[index];
      if (station) void navigate({ to: '/stations/$station/{-$area}', params: { station: station.id } });
    },
    select: (index) => toggle(stations[index]?.id ?? ''),
  });

  const before = visible[0]?.start ?? 0;
  const after = rows.getTotalSize() - (visible.at(-1)?.end ?? 0);

  return (
    <Paper withBorder ref={frame} className={classes.frame}>
      <Table stickyHeader layout="fixed" highlightOnHover aria-rowcount={stations.length} aria-label={t('title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={48}>
              <VisuallyHidden>{t('column.select')}</VisuallyHidden>
            </Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} className={classes[column]}>
                {t(`column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <Table.Tr h={before} />}
          {visible.map((row) => {
            const station = stations[row.index];
            return (
              station && (
                <Row
                  key={station.id}
                  station={station}
                  connectors={connectors.get(station.id) ?? []}
                  selected={selected.has(station.id)}
                  current={row.index === at}
                  toggle={toggle}
                />
              )
            );
          })}
          {after > 0 && <Table.Tr h={after} />}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** What the connectors in sight do, asked for at most a page at a time. */
function useConnectors(ids: string[]): Map<string, Connector[]> {
  const asked = useQuery({
    queryKey: keys.connectorsOf(ids),
    queryFn: () => body(api.GET('/api/v1/connectors', { params: { query: { station: ids, limit: 500 } } })),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  });
  return useMemo(() => {
    const found = new Map<string, Connector[]>();
    for (const connector of asked.data?.items ?? []) {
      found.set(connector.station, [...(found.get(connector.station) ?? []), connector]);
    }
    return found;
  }, [asked.data]);
}

type RowProps = {
  station: Station;
  connectors: Connector[];
  selected: boolean;
  current: boolean;
  toggle: (id: string) => void;
};

function Row({ station, connectors, selected, current, toggle }: RowProps) {
  const { t } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  return (
    <Table.Tr h={ROW_HEIGHT} data-current={current} className={classes.row}>
      <Table.Td>
        <Checkbox checked={selected} onChange={() => toggle(station.id)} aria-label={t('select', { id: station.id })} />
      </Table.Td>
      <Table.Td className={classes.station}>
        <Anchor component={Link} to={`/stations/${encodeURIComponent(station.id)}`} fw={600} size="sm">
          {station.id}
        </Anchor>
        <Text size="xs" c="dimmed">
          {station.site}
        </Text>
      </Table.Td>
      <Table.Td className={classes.connection}>
        <Text size="sm" fw={500} className="live-value">
          {status(station.connected ? 'connected' : station.lastSeenAt ? 'disconnected' : 'neverConnected')}
        </Text>
      </Table.Td>
      <Table.Td className={classes.connectors}>
        <Group gap={4} className="live-value">
          {connectors.map((connector) => {
            const kind = kindOf(connector.status, connector.connected, connector.transaction?.chargingState);
            const place = `${connector.evse}/${connector.connector}`;
            return <KindMark key={place} kind={kind} label={`${place}: ${status(`kind.${kind}`)}`} />;
          })}
        </Group>
      </Table.Td>
      <Table.Td className={classes.model}>
        <Text size="sm">{[station.vendor, station.model].filter(Boolean).join(' ')}</Text>
        <Text size="xs" c="dimmed">
          {station.firmwareVersion}
        </Text>
      </Table.Td>
      <Table.Td className={classes.version}>{station.version?.replace('ocpp', 'OCPP ')}</Table.Td>
      <Table.Td className={classes.seen}>
        <Age at={station.lastSeenAt} size="sm" />
      </Table.Td>
    </Table.Tr>
  );
}
