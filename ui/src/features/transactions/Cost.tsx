import { Alert, Card, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { money } from '../../app/format';
import { Bill } from './Bill';

/** What it costs, part by part, and how that was reckoned. */
export function Cost({ cost }: { cost: Schemas['TransactionCost'] }) {
  const { t, i18n } = useTranslation('transactions');
  const amount = (of: number | undefined) => money(of, cost.currency, i18n.language);
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
      <Bill bill={cost} />
      <Text size="xs" c="dimmed" mt="xs">
        {t('cost.tariff', { tariff: cost.tariff, version: cost.tariffVersion })}
        {cost.tax !== undefined && ` · ${t('cost.tax', { amount: amount(cost.tax) })}`}
      </Text>
    </Card>
  );
}
