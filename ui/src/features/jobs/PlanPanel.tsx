import { Alert, Badge, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Plan } from './query';

const COLORS = { now: 'teal.9', later: '#8a5a00', no: 'gray.7' } as const;

/** Who would get it, and who not and why; what changes, value by value. Nothing has been sent. */
export function PlanPanel({ plan }: { plan: Plan }) {
  const { t } = useTranslation('jobs');
  return (
    <Stack gap="sm">
      <Group grow>
        {(['now', 'later', 'no'] as const).map((verdict) => (
          <Paper key={verdict} withBorder p="sm" data-verdict={verdict}>
            <Text size="xl" fw={700}>
              {plan[verdict]}
            </Text>
            <Text size="sm">{t(`plan.${verdict}`)}</Text>
          </Paper>
        ))}
      </Group>
      {plan.charging > 0 && <Alert color="orange">{t('plan.charging', { count: plan.charging })}</Alert>}
      <Group gap="xs">
        {plan.reasons.map(({ code, stations }) => (
          <Badge key={code} tt="none" color="gray.7">
            {t(`code.${code as 'offline'}`, { defaultValue: code })}: {stations}
          </Badge>
        ))}
      </Group>
      <Table.ScrollContainer minWidth={640} mah={420} type="native" tabIndex={0}>
        <Table stickyHeader aria-label={t('plan.title')}>
          <Table.Thead>
            <Table.Tr>
              {(['station', 'wave', 'verdict', 'changes'] as const).map((column) => (
                <Table.Th key={column}>{t(`field.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plan.items.map((one) => (
              <Table.Tr key={one.station} data-station={one.station}>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    {one.station}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {one.site}
                  </Text>
                </Table.Td>
                <Table.Td>{one.wave || ''}</Table.Td>
                <Table.Td>
                  <Badge tt="none" color={COLORS[one.verdict as 'now'] ?? 'gray.7'}>
                    {t(`verdict.${one.verdict as 'now'}`)}
                  </Badge>
                  {one.reason && <Text size="xs">{one.reason}</Text>}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {one.changes.map((change) => (
                    <Text key={change.name} size="xs">
                      {change.name}: {change.actual ?? t('plan.notTold')} → {change.wanted}
                      {change.readOnly && ` (${t('plan.readOnly')})`}
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {plan.stations > plan.items.length && (
        <Text size="sm" c="dimmed">
          {t('plan.more', { count: plan.stations - plan.items.length })}
        </Text>
      )}
    </Stack>
  );
}
