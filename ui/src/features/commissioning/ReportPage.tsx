import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { energy, moment } from '../../app/format';
import { Panel } from '../../app/states';
import { sentences } from './evidence';
import { type Check, type Commissioning, commissioningQuery } from './query';
import './report.css';

/** The stored record as a sheet of paper. */
export function ReportPage() {
  const { station, commissioning } = useParams({ from: '/inside/commissioning/$station/$commissioning' });
  const { t } = useTranslation('commissioning');
  const asked = useQuery(commissioningQuery(station, commissioning));
  return (
    <Stack gap="md" maw={900}>
      <Group justify="space-between" data-noprint>
        <Anchor component={Link} to={`/commissioning/${encodeURIComponent(station)}`} py={10}>
          {t('back')}
        </Anchor>
        <Button leftSection={<IconPrinter size={18} />} mih={44} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </Group>
      <Panel asked={asked}>{(one) => <Sheet one={one} />}</Panel>
    </Stack>
  );
}

function Sheet({ one }: { one: Commissioning }) {
  const { t, i18n } = useTranslation('commissioning');
  const time = (at: string) => moment(at, undefined, i18n.language);
  const places = [...new Set(one.steps.map((step) => `${step.evse}.${step.connector}`))];
  const rows: [label: string, value: string][] = [
    [t('sheet.station'), one.station],
    [t('sheet.result'), t(`state.${one.state as 'signed'}`)],
    [t('sheet.began'), `${time(one.startedAt)} ${t('sheet.by', { who: one.startedBy })}`],
    ...(one.endedAt ? ([[t('sheet.ended'), time(one.endedAt)]] as [string, string][]) : []),
    [t('sheet.profile'), String(one.securityProfile)],
    [t('sheet.energy'), energy(one.energyWh, i18n.language)],
    [t('sheet.clock'), `${one.clockLimitSeconds} s`],
  ];
  return (
    <article className="sheet">
      <Title order={1} size="h3">
        {t('sheet.title')}
      </Title>
      <Table withRowBorders={false} verticalSpacing={2} my="md" className="facts">
        <Table.Tbody>
          {rows.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400} c="dimmed">
                {label}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {places.map((place) => {
        const steps = one.steps.filter((step) => `${step.evse}.${step.connector}` === place);
        const [evse, connector] = place.split('.');
        const title = evse === '0' ? t('unit') : t('connector', { evse, connector });
        return (
          <section key={place} aria-label={title}>
            <Title order={2} size="h4" mt="md">
              {title}
            </Title>
            <Table verticalSpacing={6} className="steps">
              <Table.Thead>
                <Table.Tr>
                  {(['step', 'outcome', 'at', 'evidence'] as const).map((column) => (
                    <Table.Th key={column}>{t(`sheet.${column}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {steps.map((step) => (
                  <Row key={step.step} step={step} />
                ))}
              </Table.Tbody>
            </Table>
          </section>
        );
      })}
      {one.notes && (
        <>
          <Title order={2} size="h4" mt="md">
            {t('notes')}
          </Title>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{one.notes}</Text>
        </>
      )}
      <Stack gap={0} mt="xl">
        {one.signedName ? (
          <>
            <Text fw={600}>{t('sheet.signature', { name: one.signedName })}</Text>
            <Text size="sm" c="dimmed">
              {[one.endedAt && time(one.endedAt), t('sheet.account', { account: one.endedBy })]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </>
        ) : (
          <Text fw={600}>{t('sheet.unsigned')}</Text>
        )}
        <Text size="xs" c="dimmed" mt="md" style={{ overflowWrap: 'anywhere' }}>
          {t('sheet.record', { id: one.id })}
        </Text>
      </Stack>
    </article>
  );
}

const SIGN: Record<string, string> = { passed: '✓', skipped: '–', waiting: '○' };

function Row({ step }: { step: Check }) {
  const { t, i18n } = useTranslation('commissioning');
  const said = [
    ...sentences(step, t, i18n.language),
    ...(step.reason ? [t('skippedBy', { by: step.by, reason: step.reason })] : []),
    ...(step.note ? [`${t('note')}: ${step.note}`] : []),
  ];
  return (
    <Table.Tr>
      <Table.Td>{t(`check.${step.check as 'booted'}`)}</Table.Td>
      <Table.Td>
        <span aria-hidden>{SIGN[step.state]}</span> {t(`mark.${step.state as 'passed'}`)}
      </Table.Td>
      <Table.Td>{step.at && moment(step.at, undefined, i18n.language)}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {said.map((sentence) => (
          <div key={sentence}>{sentence}</div>
        ))}
        {step.evidence.transaction && (
          <Anchor component={Link} to={`/transactions/${step.evidence.transaction}`} size="sm">
            {t('link.transaction')} <span className="id">{step.evidence.transaction}</span>
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
