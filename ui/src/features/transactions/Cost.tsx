import { Alert, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { money, number } from '../../app/format';

/** What it costs, part by part, and how that was reckoned. */
export function Cost({ cost }: { cost: Schemas['TransactionCost'] }) {
  const { t, i18n } = useTranslation('transactions');
  const amount = (minor: number | undefined) => money(minor, cost.currency, i18n.language);
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('cost.title')}
        </Title>
        <Text fw={700} className="live-value">
          {amount(cost.total)} {cost.running && t('cost.soFar')}
        </Text>
      </Group>
      {cost.problem && <Alert color="orange">{t('cost.problem', { why: cost.problem })}</Alert>}
      {cost.parts.length > 0 && (
        <Table aria-label={t('cost.parts')}>
          <Table.Tbody>
            {cost.parts.map((part) => (
              <Table.Tr key={`${part.kind} ${part.element} ${part.amount}`}>
                <Table.Td>
                  {t(`cost.kind.${part.kind as 'energy'}`, { defaultValue: part.kind })}
                  {part.element !== undefined && (
                    <Text span size="xs" c="dimmed">
                      {' '}
                      {t('cost.element', { number: part.element })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  {part.quantity !== undefined &&
                    `${number(part.quantity, Number.isInteger(part.quantity) ? 0 : 3, i18n.language)} ${part.unit ?? ''}`}
                </Table.Td>
                <Table.Td ta="right">{amount(part.amount)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {cost.explained.length > 0 && (
        <details>
          <summary>{t('cost.how')}</summary>
          <Stack gap={2} mt="xs">
            {cost.explained.map((step) => (
              <Text size="sm" key={step}>
                {step}
              </Text>
            ))}
          </Stack>
        </details>
      )}
      <Text size="xs" c="dimmed" mt="xs">
        {t('cost.tariff', { tariff: cost.tariff, version: cost.tariffVersion })}
        {cost.tax !== undefined && ` · ${t('cost.tax', { amount: amount(cost.tax) })}`}
      </Text>
    </Card>
  );
}
