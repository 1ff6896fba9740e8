import { Accordion, Alert, Card, Group, SegmentedControl, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconCheck, IconEqualNot, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { onceKey } from '../../app/once';
import { RightButton, useReason } from '../../app/rights';
import { Failed } from '../../app/states';
import { Age } from '../../app/time';
import classes from './Charging.module.css';
import { type Difference, differences, type Line, lineOf, type Period, rows } from './difference';
import { PreviewChart } from './PreviewChart';
import type { Composite } from './query';
import { between } from './span';
import type { Unit } from './steps';
import { clockText, dayText, limitText } from './words';
import { DAY, wallOf } from './zone';

/** How far ahead, in hours. */
const AHEAD = [6, 24, 48, 168] as const;
const SHOWN = 3;

type Props = {
  station: Schemas['StationView'];
  zone: string;
  evses: number[];
  evse: number;
  choose: (evse: number) => void;
  unit: Unit;
  setUnit: (unit: Unit) => void;
  hours: number;
  setHours: (hours: number) => void;
  composite: Composite;
  draft: Schemas['PreviewOutcome'] | undefined;
};

function linesOf(composite: Composite, draft: Schemas['PreviewOutcome'] | undefined) {
  const answer = composite.station;
  const ours = lineOf(composite.periods, composite.start, composite.duration);
  const theirs =
    answer && answer.unit === composite.unit
      ? lineOf(answer.periods as unknown as Period[], answer.start, answer.duration)
      : undefined;
  return {
    ours,
    theirs,
    draft: draft?.unit === composite.unit ? lineOf(draft.periods, draft.start, draft.duration) : undefined,
    differ: theirs ? differences(ours, theirs) : [],
  };
}

/** What the draft changes, small enough to stand beside it. */
export function Glance({ zone, composite, draft }: Pick<Props, 'zone' | 'composite' | 'draft'>) {
  const { t, i18n } = useTranslation('charging');
  const lines = useMemo(() => {
    const { ours, draft: drawn } = linesOf(composite, draft);
    return { ours, draft: drawn, differ: [] };
  }, [composite, draft]);
  const span = between(zone, lines.ours.from, composite.duration, composite.duration > 2 * DAY, i18n.language);
  const title = t('preview.comesTo', { evse: composite.evse });
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <PreviewChart span={span} unit={composite.unit as Unit} lines={lines} label={title} height={150} />
      <Group gap="md">
        <Legend kind="line" text={t('preview.now')} />
        <Legend kind="draft" text={t('preview.draft')} />
      </Group>
    </div>
  );
}

/** What all profiles and limits come to: as we compute it, with the draft, and as the station says. */
export function Preview(props: Props) {
  const { station, zone, evses, evse, choose, unit, setUnit, hours, setHours, composite, draft } = props;
  const { t, i18n } = useTranslation('charging');
  const { t: stations } = useTranslation('stations');
  const queries = useQueryClient();
  const reason = useReason('technician');
  const ask = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station.id }, header: { 'Idempotency-Key': onceKey() } },
          body: { type: 'GetCompositeSchedule', evse, duration: hours * 3_600, unit } as never,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.commands(station.id) }),
  });
  const answer = composite.station;
  const comparable = answer !== undefined && answer.unit === unit;
  const lines = useMemo(() => linesOf(composite, draft), [composite, draft]);
  const span = between(zone, lines.ours.from, composite.duration, composite.duration > 2 * DAY, i18n.language);
  const changed = span.changes[0];
  return (
    <Card withBorder component="section" aria-label={t('preview.title')}>
      <Group justify="space-between" mb="xs" align="flex-start">
        <div>
          <Title order={2} size="h4">
            {t('preview.title')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('field.inZone', { zone })}
          </Text>
        </div>
        <Group gap="xs">
          <Select
            aria-label={t('field.evse')}
            size="xs"
            w={150}
            data={[0, ...evses].map((one) => ({
              value: String(one),
              label: one === 0 ? stations('now.whole') : stations('now.evse', { evse: one }),
            }))}
            value={String(evse)}
            onChange={(value) => value && choose(Number(value))}
            allowDeselect={false}
          />
          <SegmentedControl
            aria-label={t('preview.ahead')}
            size="xs"
            data={AHEAD.map((one) => ({ value: String(one), label: t(`ahead.${one}`) }))}
            value={String(hours)}
            onChange={(value) => setHours(Number(value))}
          />
          <SegmentedControl
            aria-label={t('field.unit')}
            size="xs"
            data={[
              { value: 'A', label: 'A' },
              { value: 'W', label: 'kW' },
            ]}
            value={unit}
            onChange={(value) => setUnit(value as Unit)}
          />
        </Group>
      </Group>
      <PreviewChart span={span} unit={unit} lines={lines} label={t('preview.title')} />
      <Group gap="lg" my={6}>
        <Legend kind="line" text={t('preview.ours')} />
        {lines.draft && <Legend kind="draft" text={t('preview.draft')} />}
        {lines.theirs && <Legend kind="theirs" text={t('preview.theirs')} />}
        {lines.differ.length > 0 && <Legend kind="differs" text={t('preview.differs')} />}
      </Group>
      {changed && (
        <Text size="sm" mb={6}>
          {t(changed.minutes > 0 ? 'clock.forwardDay' : 'clock.backDay', {
            day: dayText(wallOf(zone, changed.at).slice(0, 10), i18n.language),
            to: clockText(changed.at, zone, i18n.language).slice(-5),
            minutes: Math.abs(changed.minutes),
          })}
        </Text>
      )}
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={4} flex={1} miw={240} aria-live="polite">
          {!answer && <Text size="sm">{t('preview.neverAsked')}</Text>}
          {answer && !comparable && <Text size="sm">{t('preview.otherUnit', { unit: answer.unit })}</Text>}
          {comparable && <Verdict differ={lines.differ} unit={unit} zone={zone} />}
          {answer && (
            <Text size="xs" c="dimmed" component="div">
              {t('preview.answered')} <Age at={answer.answeredAt} span size="xs" />
            </Text>
          )}
        </Stack>
        <RightButton
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} />}
          reason={reason ?? (station.connected ? undefined : t('offline'))}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          {t('preview.ask')}
        </RightButton>
      </Group>
      {ask.error && <Failed error={ask.error} />}
      <AsTable lines={lines} unit={unit} zone={zone} />
    </Card>
  );
}

function Legend({ kind, text }: { kind: 'line' | 'draft' | 'theirs' | 'differs'; text: string }) {
  return (
    <span className={`${classes.chart} ${classes.legend}`} style={{ width: 'auto' }}>
      <svg width={28} height={12} aria-hidden="true">
        {kind === 'differs' ? (
          <rect className={classes.differs} width={28} height={12} />
        ) : (
          <line className={classes[kind]} x1={0} x2={28} y1={6} y2={6} />
        )}
      </svg>
      <Text size="xs" component="span">
        {text}
      </Text>
    </span>
  );
}

/** Whether the station agrees, and if not where, in words. */
function Verdict({ differ, unit, zone }: { differ: Difference[]; unit: Unit; zone: string }) {
  const { t, i18n } = useTranslation('charging');
  if (differ.length === 0)
    return (
      <Alert color="teal" p="xs" icon={<IconCheck size={18} />}>
        {t('preview.agrees')}
      </Alert>
    );
  return (
    <Alert
      color="orange"
      p="xs"
      icon={<IconEqualNot size={18} />}
      title={t('preview.disagrees', { count: differ.length })}
    >
      {differ.slice(0, SHOWN).map((one) => (
        <Text size="sm" key={one.from}>
          {t(one.more ? 'preview.more' : 'preview.less', {
            from: clockText(one.from, zone, i18n.language),
            to: clockText(one.to, zone, i18n.language),
            ours: limitText(one.ours, unit, i18n.language),
            theirs: one.theirs === null ? t('preview.unlimited') : limitText(one.theirs, unit, i18n.language),
          })}
        </Text>
      ))}
      {differ.length > SHOWN && <Text size="sm">{t('preview.others', { count: differ.length - SHOWN })}</Text>}
      <Text size="xs" c="dimmed" mt={4}>
        {t(differ.some(({ more }) => more) ? 'preview.moreMeans' : 'preview.lessMeans')}
      </Text>
    </Alert>
  );
}

type Lines = { ours: Line; theirs?: Line; draft?: Line; differ: Difference[] };

/** The same in numbers, for who cannot see lines. */
function AsTable({ lines: { ours, theirs, draft, differ }, unit, zone }: { lines: Lines; unit: Unit; zone: string }) {
  const { t, i18n } = useTranslation('charging');
  const shown = [ours, ...(draft ? [draft] : []), ...(theirs ? [theirs] : [])];
  const heads = [t('preview.ours'), ...(draft ? [t('preview.draft')] : []), ...(theirs ? [t('preview.theirs')] : [])];
  return (
    <Accordion variant="default" mt={4} chevronPosition="left">
      <Accordion.Item value="table" style={{ borderBottom: 0 }}>
        <Accordion.Control px={0}>
          <Text size="sm">{t('preview.asTable')}</Text>
        </Accordion.Control>
        <Accordion.Panel>
          <Table.ScrollContainer minWidth={360}>
            <Table aria-label={t('preview.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('preview.from')}</Table.Th>
                  {heads.map((head) => (
                    <Table.Th key={head}>{head}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows(shown, ours.from, ours.to).map(({ from, limits }) => (
                  <Table.Tr key={from}>
                    <Table.Th scope="row">
                      {clockText(from, zone, i18n.language)}
                      {differ.some((one) => from >= one.from && from < one.to) && (
                        <Text span c="orange" aria-label={t('preview.differs')} role="img">
                          {' ≠'}
                        </Text>
                      )}
                    </Table.Th>
                    {limits.map((limit, index) => (
                      <Table.Td key={heads[index]}>
                        {limit === undefined
                          ? '–'
                          : limit === null
                            ? t('preview.unlimited')
                            : limitText(limit, unit, i18n.language)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
