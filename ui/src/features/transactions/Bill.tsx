import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { money, number } from '../../app/format';

type Part = Schemas['TransactionCostPart'];
type Priced = Pick<Schemas['TransactionCost'], 'parts' | 'currency' | 'total' | 'tax'>;

/** What needs no words beside its number; a session is a session. */
const UNITS: ReadonlySet<string> = new Set(['kWh', 'min', '%']);

/** A price part by part, and each step of how it was reckoned. */
export function Bill({ bill }: { bill: Priced }) {
  const { t, i18n } = useTranslation('transactions');
  const amount = (of: number | undefined) => money(of, bill.currency, i18n.language);
  const quantity = ({ quantity: of, unit }: Part) =>
    of === undefined
      ? ''
      : `${number(of, Number.isInteger(of) ? 0 : 3, i18n.language)} ${unit && UNITS.has(unit) ? unit : ''}`.trim();
  const name = ({ kind }: Part) => t(`cost.kind.${kind as 'energy'}`, { defaultValue: kind });
  if (bill.parts.length === 0) return null;
  return (
    <>
      <Table aria-label={t('cost.parts')}>
        <Table.Tbody>
          {bill.parts.map((part) => (
            <Table.Tr key={`${part.kind} ${part.element} ${part.amount}`}>
              <Table.Td>
                {name(part)}
                {part.element !== undefined && (
                  <Text span size="xs" c="dimmed">
                    {' '}
                    {t('cost.element', { number: part.element })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{quantity(part)}</Table.Td>
              <Table.Td ta="right">{amount(part.amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <details>
        <Text component="summary" size="sm" py={6}>
          {t('cost.how')}
        </Text>
        <Stack gap={2} mt="xs">
          {bill.parts.map((part) => (
            <Text size="sm" key={`${part.kind} ${part.element} ${part.amount}`}>
              {part.price === undefined
                ? t('cost.stepFlat', { part: name(part), amount: amount(part.amount) })
                : t('cost.step', {
                    part: name(part),
                    quantity: quantity(part),
                    price: money(part.price, bill.currency, i18n.language),
                    amount: amount(part.amount),
                  })}
            </Text>
          ))}
          <Text size="sm" fw={600}>
            {t('cost.sum', { amount: amount(bill.total) })}
          </Text>
        </Stack>
      </details>
    </>
  );
}
