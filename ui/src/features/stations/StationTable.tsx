import { Anchor, Badge, Checkbox, Group, Paper, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { power } from '../../app/format';
import { Age, Since } from '../../app/time';
import type { Kind } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import type { StationRow } from './rows';
import classes from './StationsPage.module.css';
import type { Column } from './search';

const ROW_HEIGHT = 58;

type Props = {
  stations: StationRow[];
  columns: readonly Column[];
  selected: ReadonlySet<string>;
  current: number;
  select: (at: number, extend: boolean) => void;
  more: () => void;
};

/** As many stations as there are; only those in sight are drawn. */
export function StationTable({ stations, columns, selected, current, select, more }: Props) {
  const { t } = useTranslation('stations');
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: stations.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last > stations.length - 40) more();
  }, [last, stations.length, more]);
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(current);
  }, [current, rows]);
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
            <Table.Th className={classes.station}>{t('column.station')}</Table.Th>
            {columns.map((column) => (
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
                  at={row.index}
                  station={station}
                  columns={columns}
                  selected={selected.has(station.id)}
                  current={row.index === current}
                  select={select}
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

type RowProps = {
  at: number;
  station: StationRow;
  columns: readonly Column[];
  selected: boolean;
  current: boolean;
  select: (at: number, extend: boolean) => void;
};

const Row = memo(function Row({ at, station, columns, selected, current, select }: RowProps) {
  const { t } = useTranslation('stations');
  return (
    <Table.Tr h={ROW_HEIGHT} data-current={current} className={classes.row}>
      <Table.Td>
        <Checkbox
          checked={selected}
          onChange={(event) => select(at, (event.nativeEvent as MouseEvent).shiftKey === true)}
          aria-label={t('select', { id: station.id })}
        />
      </Table.Td>
      <Table.Td className={classes.station}>
        <Anchor component={Link} to={`/stations/${encodeURIComponent(station.id)}`} fw={600} size="sm">
          {station.id}
        </Anchor>
        {!columns.includes('site') && (
          <Text size="xs" c="dimmed" truncate>
            {station.site}
          </Text>
        )}
      </Table.Td>
      {columns.map((column) => (
        <Table.Td key={column} className={classes[column]}>
          <Cell column={column} station={station} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
});

function Cell({ column, station }: { column: Column; station: StationRow }) {
  const { t, i18n } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  switch (column) {
    case 'site':
      return <Text size="sm">{station.site}</Text>;
    case 'connection':
      return (
        <div className="live-value">
          <Text size="sm" fw={500}>
            {status(station.connected ? 'connected' : station.lastSeenAt ? 'disconnected' : 'neverConnected')}
          </Text>
          {station.since && <Since at={station.since} size="xs" c="dimmed" />}
        </div>
      );
    case 'connectors':
      return <Connectors connectors={station.connectors} />;
    case 'power':
      return (
        <Text size="sm" className="live-value">
          {station.powerW === undefined ? '' : power(station.powerW, i18n.language)}
        </Text>
      );
    case 'model':
      return (
        <>
          <Text size="sm" truncate>
            {[station.vendor, station.model].filter(Boolean).join(' ')}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {station.serialNumber}
          </Text>
        </>
      );
    case 'firmware':
      return (
        <Text size="sm" truncate>
          {station.firmwareVersion}
        </Text>
      );
    case 'version':
      return <Text size="sm">{station.version?.replace('ocpp', 'OCPP ')}</Text>;
    case 'registration':
      return <Text size="sm">{t(`registrations.${station.registration as 'accepted'}`)}</Text>;
    case 'findings':
      return station.findings > 0 ? (
        <Badge variant="light" color="orange.9" tt="none">
          {t('findings', { count: station.findings })}
        </Badge>
      ) : null;
    case 'seen':
      return <Age at={station.lastSeenAt} size="sm" />;
  }
}

/** One mark a connector; many become counts. */
function Connectors({ connectors }: { connectors: StationRow['connectors'] }) {
  const { t } = useTranslation('status');
  if (connectors.length <= 6)
    return (
      <Group gap={4} className="live-value">
        {connectors.map(({ evse, connector, kind }) => (
          <KindMark
            key={`${evse}/${connector}`}
            kind={kind as Kind}
            label={`${evse}/${connector}: ${t(`kind.${kind as Kind}`)}`}
          />
        ))}
      </Group>
    );
  const counts = new Map<Kind, number>();
  for (const { kind } of connectors) counts.set(kind as Kind, (counts.get(kind as Kind) ?? 0) + 1);
  return (
    <Group gap={6} className="live-value">
      {[...counts].map(([kind, count]) => (
        <Group key={kind} gap={2}>
          <KindMark kind={kind} label={t(`kind.${kind}`)} />
          <Text size="xs">{count}</Text>
        </Group>
      ))}
    </Group>
  );
}
