import { Anchor, Breadcrumbs, Button, Card, Grid, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, moment, number, power } from '../../app/format';
import { ListTable } from '../../app/ListTable';
import { Panel } from '../../app/states';
import { Moment } from '../sites/Moment';
import { useZoneOf } from '../sites/zone';
import { ruleSentence } from '../tokens/rules';
import { Cost } from './Cost';
import { Curves } from './Curves';
import { readingsQuery, transactionQuery } from './query';
import { Signed } from './Signed';
import { missing, story } from './story';
import { Duration } from './TransactionsPage';

const Receipt = lazy(() => import('./Receipt'));

type Transaction = Schemas['TransactionView'];

/** One transaction: its facts, what the station said about it, what the meter said. */
export function TransactionPage() {
  const { transaction: id } = useParams({ from: '/inside/transactions/$transaction' });
  const { t } = useTranslation('transactions');
  const asked = useQuery(transactionQuery(id));
  const [receipt, setReceipt] = useState(false);
  return (
    <Stack gap="md">
      <Breadcrumbs>
        <Anchor component={Link} to="/transactions">
          {t('title')}
        </Anchor>
        <Text>{asked.data?.transactionId ?? id}</Text>
      </Breadcrumbs>
      <Panel asked={asked}>
        {(transaction) => (
          <>
            <Group justify="space-between">
              <Title order={1} size="h3">
                {t('one.title', { id: transaction.transactionId })}
              </Title>
              <Group gap="xs">
                <Button
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/stations/$station/{-$area}"
                      params={{ station: transaction.station, area: 'messages' }}
                      search={{ transaction: transaction.transactionId }}
                    />
                  )}
                  variant="default"
                >
                  {t('one.frames')}
                </Button>
                <Button variant="default" onClick={() => setReceipt(true)}>
                  {t('receipt.title')}
                </Button>
              </Group>
            </Group>
            {receipt && (
              <Suspense>
                <Receipt transaction={transaction} close={() => setReceipt(false)} />
              </Suspense>
            )}
            <Grid>
              <Grid.Col span={{ base: 12, md: 4 }}>
                <Facts transaction={transaction} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 8 }}>
                <Stack>
                  <Story transaction={transaction} />
                  {transaction.cost && <Cost cost={transaction.cost} />}
                  <Curves transaction={transaction} />
                  <Events id={id} station={transaction.station} />
                  <Readings id={id} station={transaction.station} />
                  <Signed id={id} />
                </Stack>
              </Grid.Col>
            </Grid>
          </>
        )}
      </Panel>
    </Stack>
  );
}

function Story({ transaction }: { transaction: Transaction }) {
  const { t, i18n } = useTranslation('transactions');
  const decided = useDecided();
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('one.story')}
      </Title>
      <Text>{story(transaction, t, i18n.language, decided).join(' ')}</Text>
    </Card>
  );
}

/** A decision and the rule behind it, in the reader's language. */
function useDecided() {
  const { t, i18n } = useTranslation('tokens');
  return ({ status, rule }: NonNullable<Transaction['authorization']>) => ({
    status: t(`status.${(status.charAt(0).toLowerCase() + status.slice(1)) as 'accepted'}`, { defaultValue: status }),
    rule: ruleSentence(rule, t, (at) => moment(at, undefined, i18n.language)),
  });
}

function Facts({ transaction }: { transaction: Transaction }) {
  const { t, i18n } = useTranslation('transactions');
  const decided = useDecided();
  const decision = transaction.authorization && decided(transaction.authorization);
  const zone = useZoneOf(transaction.station);
  const at = (time: string | undefined) => time && <Moment at={time} zone={zone} />;
  const rows: [label: string, value: ReactNode][] = [
    [t('column.token'), transaction.idToken?.idToken ?? t('anonymous')],
    [t('one.decision'), decision && `${decision.status}. ${decision.rule}`],
    [t('one.started'), at(transaction.startedAt)],
    [t('one.stopped'), at(transaction.stoppedAt)],
    [t('one.energy'), energy(transaction.energyWh, i18n.language)],
    [t('one.startEnergy'), energy(transaction.startEnergyWh, i18n.language)],
    [t('one.stopEnergy'), energy(transaction.stopEnergyWh, i18n.language)],
    [t('column.power'), transaction.state === 'open' ? power(transaction.powerW, i18n.language) : undefined],
    [t('one.reason'), transaction.stopReason],
    [
      t('one.completeness'),
      transaction.completeness.complete ? t('one.complete') : t('one.missing', { parts: missing(transaction, t) }),
    ],
    [t('one.flags'), transaction.flags.map((flag) => flag.detail ?? flag.code).join('; ') || undefined],
    [t('one.wireId'), transaction.transactionId],
  ];
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        {t('one.facts')}
      </Title>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody className="live-value">
          <Table.Tr>
            <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
              {t('column.station')}
            </Table.Th>
            <Table.Td>
              <Anchor component={Link} to={`/stations/${encodeURIComponent(transaction.station)}`} size="sm">
                {transaction.station}
              </Anchor>{' '}
              {[transaction.evse, transaction.connector].filter((part) => part !== undefined).join('/')}
            </Table.Td>
          </Table.Tr>
          {rows
            .filter(([, value]) => value !== undefined)
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
                  {label}
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ))}
          <Table.Tr>
            <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
              {t('column.duration')}
            </Table.Th>
            <Table.Td>
              <Duration transaction={transaction} />
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Events({ id, station }: { id: string; station: string }) {
  const { t } = useTranslation('transactions');
  const zone = useZoneOf(station);
  const asked = useQuery({
    queryKey: keys.transactionEvents(id),
    queryFn: () =>
      body(api.GET('/api/v1/transactions/{id}/events', { params: { path: { id }, query: { limit: 500 } } })),
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('one.events')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0}>
        {(data) => (
          <ListTable
            label={t('one.events')}
            minWidth={560}
            heads={(['at', 'type', 'trigger', 'state'] as const).map((column) => t(`one.column.${column}`))}
          >
            {data.items.map((event) => (
              <Table.Tr key={`${event.seqNo} ${event.at} ${event.type} ${event.trigger}`}>
                <Table.Td>
                  <Moment at={event.at} zone={zone} />
                </Table.Td>
                <Table.Td>
                  {event.type}
                  {event.seqNo !== undefined && ` #${event.seqNo}`}
                </Table.Td>
                <Table.Td>{event.trigger}</Table.Td>
                <Table.Td>{[event.chargingState, event.stoppedReason].filter(Boolean).join(' · ')}</Table.Td>
              </Table.Tr>
            ))}
          </ListTable>
        )}
      </Panel>
    </Stack>
  );
}

function Readings({ id, station }: { id: string; station: string }) {
  const zone = useZoneOf(station);
  const { t, i18n } = useTranslation('transactions');
  const asked = useQuery(readingsQuery(id));
  const show = (value: number | undefined, unit: string, digits: number) =>
    value === undefined ? '' : `${number(value, digits, i18n.language)} ${unit}`;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('one.readings')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('one.noReadings')}</Text>}>
        {(data) => (
          <ListTable
            label={t('one.readings')}
            minWidth={560}
            heads={[
              t('one.column.at'),
              t('one.energy'),
              t('column.power'),
              t('one.current'),
              t('one.voltage'),
              t('one.soc'),
            ]}
          >
            {data.items.slice(0, 50).map((reading) => (
              <Table.Tr key={`${reading.at} ${reading.context}`}>
                <Table.Td>
                  <Moment at={reading.at} zone={zone} />
                </Table.Td>
                <Table.Td>{energy(reading.energyWh, i18n.language)}</Table.Td>
                <Table.Td>{power(reading.powerW, i18n.language)}</Table.Td>
                <Table.Td>{show(reading.currentA, 'A', 1)}</Table.Td>
                <Table.Td>{show(reading.voltageV, 'V', 0)}</Table.Td>
                <Table.Td>{show(reading.socPercent, '%', 0)}</Table.Td>
              </Table.Tr>
            ))}
          </ListTable>
        )}
      </Panel>
    </Stack>
  );
}
