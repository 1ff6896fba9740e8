import { Badge, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { span } from '../../app/format';
import { ListTable } from '../../app/ListTable';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age, useNow } from '../../app/time';
import { mayAct, useSession } from '../session/session';

type Delivery = Schemas['AlertDeliveryView'];

const COLORS = { waiting: 'orange.9', delivered: 'teal.9', dead: 'red.9' } as const;

/** What was sent, and what became of it. */
export function DeliveryLog() {
  const { t } = useTranslation('alerts');
  const { state } = useSearch({ from: '/inside/alert-rules' });
  const navigate = useNavigate({ from: '/alert-rules' });
  const list = useInfiniteQuery({
    queryKey: keys.alertDeliveryList({ state }),
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/alert-deliveries', { params: { query: { state, limit: 50, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 10_000,
  });
  return (
    <Stack>
      <Group>
        <SegmentedControl
          aria-label={t('delivery.becameOf')}
          value={state ?? 'all'}
          onChange={(value) =>
            void navigate({ search: { tab: 'deliveries', ...(value !== 'all' && { state: value as 'dead' }) } })
          }
          data={[
            { value: 'all', label: t('delivery.all') },
            ...(['waiting', 'delivered', 'dead'] as const).map((value) => ({
              value,
              label: t(`delivery.state.${value}`),
            })),
          ]}
        />
      </Group>
      <Panel
        asked={list}
        isEmpty={(data) => data.pages[0]?.items.length === 0}
        empty={<Text>{t('delivery.none')}</Text>}
      >
        {(data) => (
          <ListTable
            label={t('tab.deliveries')}
            minWidth={720}
            heads={(['at', 'what', 'by', 'becameOf'] as const).map((column) => t(`delivery.${column}`))}
          >
            {data.pages
              .flatMap((page) => page.items)
              .map((one) => (
                <Row key={one.id} one={one} />
              ))}
          </ListTable>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

function Row({ one }: { one: Delivery }) {
  const { t } = useTranslation('alerts');
  const session = useSession();
  const queries = useQueryClient();
  const now = useNow();
  const retry = useMutation({
    mutationFn: () => body(api.POST('/api/v1/alert-deliveries/{id}/retry', { params: { path: { id: one.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.alertDeliveries }),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Age at={one.createdAt} size="sm" />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{one.type === 'test' ? t('delivery.isTest') : one.subject}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{one.route}</Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          <Badge tt="none" color={COLORS[one.state as 'dead']}>
            {t(`delivery.state.${one.state as 'dead'}`)}
          </Badge>
          <Text size="sm">
            {t('delivery.attempts', { count: one.attempts })}
            {one.answer && `, ${one.answer}`}
            {one.nextTryAt &&
              one.attempts > 0 &&
              `, ${t('delivery.next', { time: span(new Date(one.nextTryAt).getTime() - now) })}`}
          </Text>
          {one.state === 'dead' && one.type !== 'test' && mayAct(session, 'operator') && (
            <Button size="xs" variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
              {t('delivery.retry')}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
