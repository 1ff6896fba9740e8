import { Anchor, Badge, Button, Group, SegmentedControl, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { ExportMenu } from '../../app/ExportMenu';
import { energy, money, power, span } from '../../app/format';
import { ListTable } from '../../app/ListTable';
import { useListKeys } from '../../app/listKeys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age, useNow } from '../../app/time';
import { useLive } from '../../live/live';
import type { TransactionSearch } from './search';

type Transaction = Schemas['TransactionView'];

/** The transactions, the newest first; new ones wait until they are asked for, so that the list does not jump. */
export function TransactionsPage() {
  const { t } = useTranslation('transactions');
  const { t: common } = useTranslation();
  const search = useSearch({ from: '/inside/transactions' });
  const navigate = useNavigate({ from: '/transactions' });
  const list = useInfiniteQuery({
    queryKey: keys.transactionList(search),
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/transactions', { params: { query: { ...search, limit: 50, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = useWaiting(shown, search);
  const filter = (change: TransactionSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const typedStation = useDebouncedCallback((station: string) => filter({ station: station || undefined }), 300);
  const typedToken = useDebouncedCallback((idToken: string) => filter({ idToken: idToken || undefined }), 300);
  const at = useListKeys(shown.length, {
    open: (index) => {
      const id = shown[index]?.id;
      if (id) void navigate({ to: '/transactions/$transaction', params: { transaction: id } });
    },
  });

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Group gap="xs">
          {waiting.count > 0 && (
            <Button
              size="xs"
              variant="light"
              onClick={() => {
                waiting.clear();
                void list.refetch();
              }}
            >
              {common('newer', { count: waiting.count })}
            </Button>
          )}
          <ExportMenu path="/transactions" filter={search} />
        </Group>
      </Group>
      <Group>
        <TextInput
          aria-label={t('station')}
          placeholder={t('station')}
          defaultValue={search.station ?? ''}
          onChange={(event) => typedStation(event.currentTarget.value)}
        />
        <TextInput
          aria-label={t('token')}
          placeholder={t('token')}
          defaultValue={search.idToken ?? ''}
          onChange={(event) => typedToken(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('state.label')}
          value={search.state ?? 'all'}
          onChange={(value) => filter({ state: value === 'all' ? undefined : (value as 'open') })}
          data={(['all', 'open', 'ended'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </Group>
      <Panel
        asked={list}
        isEmpty={(data) => data.pages[0]?.items.length === 0}
        empty={<Text>{t('empty')}</Text>}
        rows={8}
      >
        {() => (
          <ListTable
            label={t('title')}
            minWidth={720}
            highlight
            heads={(['started', 'station', 'token', 'energy', 'power', 'cost', 'duration', 'state'] as const).map(
              (column) => t(`column.${column}`),
            )}
          >
            {shown.map((transaction, index) => (
              <Row key={transaction.id} transaction={transaction} current={index === at} />
            ))}
          </ListTable>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

/** How many transactions have begun since the list was loaded. */
function useWaiting(shown: Transaction[], search: TransactionSearch) {
  const { listen } = useLive();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  useEffect(
    () =>
      listen(({ topic, body: told, key }) => {
        if (topic !== 'transaction' || told.state !== 'open' || search.state === 'ended') return;
        if (search.station && search.station !== told.station) return;
        setIds((before) => (before.has(key) ? before : new Set([...before, key])));
      }),
    [listen, search],
  );
  const known = new Set(shown.map((transaction) => transaction.id));
  return { count: [...ids].filter((id) => !known.has(id)).length, clear: () => setIds(new Set()) };
}

function Row({ transaction, current }: { transaction: Transaction; current: boolean }) {
  const { t, i18n } = useTranslation('transactions');
  return (
    <Table.Tr bg={current ? 'var(--mantine-color-default-hover)' : undefined}>
      <Table.Td>
        <Anchor component={Link} to={`/transactions/${transaction.id}`} size="sm">
          <Age at={transaction.startedAt ?? transaction.startReceivedAt} span size="sm" />
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/stations/${encodeURIComponent(transaction.station)}`} size="sm">
          {transaction.station}
        </Anchor>
        <Text span size="xs" c="dimmed">
          {' '}
          {[transaction.evse, transaction.connector].filter((part) => part !== undefined).join('/')}
        </Text>
      </Table.Td>
      <Table.Td>{transaction.idToken?.idToken ?? t('anonymous')}</Table.Td>
      <Table.Td className="live-value">{energy(transaction.energyWh, i18n.language)}</Table.Td>
      <Table.Td className="live-value">
        {transaction.state === 'open' ? power(transaction.powerW, i18n.language) : ''}
      </Table.Td>
      <Table.Td className="live-value">
        {transaction.cost && money(transaction.cost.total, transaction.cost.currency, i18n.language)}
      </Table.Td>
      <Table.Td>
        <Duration transaction={transaction} />
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {transaction.state === 'open' ? (
            <Badge tt="none" color="blue.9">
              {transaction.chargingState ?? t('running')}
            </Badge>
          ) : (
            <Text size="sm">{transaction.stopReason}</Text>
          )}
          {!transaction.completeness.complete && transaction.state !== 'open' && (
            <Badge tt="none" color="red.9">
              {t('incomplete')}
            </Badge>
          )}
          {transaction.flags.length > 0 && (
            <Badge tt="none" color="orange.9">
              {t('flagged')}
            </Badge>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** How long it took, or runs. */
export function Duration({ transaction }: { transaction: Transaction }) {
  const now = useNow();
  if (!transaction.startedAt) return null;
  const end = transaction.stoppedAt ? new Date(transaction.stoppedAt).getTime() : now;
  return <Text size="sm">{span(end - new Date(transaction.startedAt).getTime())}</Text>;
}
