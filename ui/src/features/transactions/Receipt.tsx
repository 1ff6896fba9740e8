import { Button, Group, Modal, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { energy, moment, money, span } from '../../app/format';
import { useZoneOf } from '../sites/zone';

/** What a driver gets: where, when, how much, what it cost. Printed, nothing else of the page is on the paper. */
export default function Receipt({
  transaction,
  close,
}: {
  transaction: Schemas['TransactionView'];
  close: () => void;
}) {
  const { t, i18n } = useTranslation('transactions');
  const { t: common } = useTranslation();
  const { cost, startedAt, stoppedAt } = transaction;
  const zone = useZoneOf(transaction.station);
  const rows: [string, string | undefined][] = [
    [t('column.station'), [transaction.station, transaction.evse].filter((part) => part !== undefined).join(' / ')],
    [t('one.started'), startedAt && moment(startedAt, zone, i18n.language)],
    [t('one.stopped'), stoppedAt && moment(stoppedAt, zone, i18n.language)],
    [t('column.duration'), startedAt && stoppedAt && span(Date.parse(stoppedAt) - Date.parse(startedAt))],
    [t('column.token'), transaction.idToken?.idToken],
    [t('one.startEnergy'), energy(transaction.startEnergyWh, i18n.language)],
    [t('one.stopEnergy'), energy(transaction.stopEnergyWh, i18n.language)],
    [t('one.energy'), energy(transaction.energyWh, i18n.language)],
    ...(cost?.parts ?? []).map((part): [string, string] => [
      t(`cost.kind.${part.kind as 'energy'}`, { defaultValue: part.kind }),
      money(part.amount, cost?.currency ?? 'EUR', i18n.language),
    ]),
  ];
  return (
    <Modal
      opened
      onClose={close}
      title={t('receipt.title')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
      className="printed"
    >
      <Stack>
        <Title order={3} size="h4">
          {t('one.title', { id: transaction.transactionId })}
        </Title>
        <Table withRowBorders={false} verticalSpacing={4}>
          <Table.Tbody>
            {rows
              .filter(([, value]) => value)
              .map(([label, value]) => (
                <Table.Tr key={label}>
                  <Table.Th scope="row" fw={400}>
                    {label}
                  </Table.Th>
                  <Table.Td ta="right">{value}</Table.Td>
                </Table.Tr>
              ))}
            {cost && (
              <Table.Tr>
                <Table.Th scope="row">{t('receipt.total')}</Table.Th>
                <Table.Td ta="right" fw={700}>
                  {money(cost.total, cost.currency, i18n.language)}
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
        {cost?.tax !== undefined && (
          <Text size="sm">{t('cost.tax', { amount: money(cost.tax, cost.currency, i18n.language) })}</Text>
        )}
        <Text size="xs" c="dimmed">
          {transaction.id}
        </Text>
        <Group justify="flex-end" className="unprinted">
          <Button onClick={() => window.print()}>{t('receipt.print')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
