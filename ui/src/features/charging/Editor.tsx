import {
  Alert,
  Box,
  Button,
  Card,
  CloseButton,
  Grid,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconClockExclamation, IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { onceKey } from '../../app/once';
import { RightButton, useReason } from '../../app/rights';
import {
  type Draft,
  type Fault,
  KINDS,
  type Place,
  PURPOSES,
  placeOf,
  profileOf,
  shownDate,
  spanOf,
  withPurpose,
} from './draft';
import { StepGrid } from './StepGrid';
import { StepTable } from './StepTable';
import { inUnit, type Step, type Unit } from './steps';
import { clockText, dayText } from './words';
import { changes, nextChange, wallOf } from './zone';

type Props = {
  station: Schemas['StationView'];
  zone: string;
  evses: number[];
  draft: Draft;
  set: (draft: Draft) => void;
  faults: readonly Fault[];
  replaces: readonly number[];
  comesTo: ReactNode;
  sent: (command: string) => void;
  close: () => void;
};

/** A profile as fields, as a drawing and as numbers: one state, which all of them change. */
export function Editor({ station, zone, evses, draft, set, faults, replaces, comesTo, sent, close }: Props) {
  const { t, i18n } = useTranslation('charging');
  const { t: common } = useTranslation();
  const { t: stations } = useTranslation('stations');
  const queries = useQueryClient();
  const reason = useReason('technician');
  const [chosen, choose] = useState(0);
  const [wanted, setWanted] = useState(() => wallOf(zone, Date.now()).slice(0, 10));
  const date = shownDate(draft, wanted);
  const span = spanOf(draft, date, zone, i18n.language);
  const change = (more: Partial<Draft>) => set({ ...draft, ...more });
  const setSteps = (steps: Step[]) => change({ steps });

  const send = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station.id }, header: { 'Idempotency-Key': onceKey() } },
          body: { type: 'SetChargingProfile', evse: draft.evse, chargingProfile: profileOf(draft, zone) } as never,
        }),
      ),
    onSuccess: (command) => {
      void queries.invalidateQueries({ queryKey: keys.commands(station.id) });
      sent(command.id);
    },
  });

  const all = [...faults, ...(send.error instanceof ApiError ? send.error.fields : [])];
  const at = (place: Place) =>
    all
      .filter(({ field }) => placeOf(field) === place)
      .map(said)
      .join(' ') || undefined;
  const whole = all.filter(({ field }) => placeOf(field) === undefined);
  const wrong = new Map(
    all.flatMap((fault) => {
      const place = placeOf(fault.field);
      return typeof place === 'number' ? [[place, said(fault)] as const] : [];
    }),
  );
  const repeats = draft.kind === 'daily' || draft.kind === 'weekly';
  return (
    <Card withBorder component="section" aria-label={t('editor.title')}>
      <Group justify="space-between" mb="sm" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} size="h4">
            {draft.id === undefined ? t('editor.new') : t('editor.change', { id: draft.id })}
          </Title>
          <Text size="sm" c="dimmed">
            {t('editor.lead')}
          </Text>
        </div>
        <CloseButton aria-label={t('editor.close')} onClick={close} />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mb="md">
        <Select
          label={t('field.purpose')}
          description={draft.purpose}
          data={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          value={draft.purpose}
          error={at('purpose')}
          allowDeselect={false}
          onChange={(value) => value && set(withPurpose(draft, value as (typeof PURPOSES)[number], evses))}
        />
        <Select
          label={t('field.evse')}
          description={t(`evseHint.${draft.purpose}`)}
          data={[0, ...evses].map((evse) => ({
            value: String(evse),
            label: evse === 0 ? stations('now.whole') : stations('now.evse', { evse }),
          }))}
          value={String(draft.evse)}
          error={at('evse')}
          allowDeselect={false}
          onChange={(value) => value && change({ evse: Number(value) })}
        />
        <NumberInput
          label={t('field.level')}
          description={t('field.levelHint')}
          min={0}
          allowDecimal={false}
          value={draft.level}
          error={at('level')}
          onChange={(value) => typeof value === 'number' && change({ level: value })}
        />
        <Select
          label={t('field.kind')}
          description={t(`kindHint.${draft.kind}`)}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={draft.kind}
          error={at('kind')}
          allowDeselect={false}
          onChange={(value) => value && change({ kind: value as Draft['kind'] })}
        />
      </SimpleGrid>
      <Group justify="space-between" mb={4} gap="xs">
        <Group gap="xs">
          {repeats && (
            <TextInput
              type="date"
              size="xs"
              aria-label={t('grid.day')}
              value={date}
              onChange={({ currentTarget: { value } }) => value && setWanted(value)}
            />
          )}
          {repeats && <NextChange zone={zone} show={setWanted} />}
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t('field.unit')}
          data={[
            { value: 'A', label: t('unit.A') },
            { value: 'W', label: t('unit.W') },
          ]}
          value={draft.unit}
          onChange={(value) => change({ unit: value as Unit, steps: inUnit(draft.steps, draft.unit, value as Unit) })}
        />
      </Group>
      {at('unit') && (
        <Text size="sm" c="red" role="alert">
          {at('unit')}
        </Text>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <StepGrid
            span={span}
            steps={draft.steps}
            unit={draft.unit}
            lasts={draft.lasts}
            chosen={chosen}
            choose={choose}
            change={setSteps}
            wrong={new Set(wrong.keys())}
          />
          <Text size="xs" c="dimmed" id="grid-help">
            {t('grid.help')}
          </Text>
          {span.changes.map(({ at: moment, minutes }) => (
            <Alert key={moment} color="orange" p="xs" mt="xs" icon={<IconClockExclamation size={18} />}>
              {t(minutes > 0 ? 'clock.forwardDay' : 'clock.backDay', {
                day: dayText(wallOf(zone, moment).slice(0, 10), i18n.language),
                to: clockText(moment, zone, i18n.language).slice(-5),
                minutes: Math.abs(minutes),
              })}
              {!span.long && ` ${t('clock.hours', { hours: Math.round(span.seconds / 360) / 10 })}`}
              {repeats && ` ${t('clock.elapsed')}`}
            </Alert>
          ))}
          {span.long && <Box mt="md">{comesTo}</Box>}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <StepTable
            span={span}
            steps={draft.steps}
            unit={draft.unit}
            chosen={chosen}
            choose={choose}
            change={setSteps}
            faults={wrong}
          />
          {!span.long && <Box mt="md">{comesTo}</Box>}
        </Grid.Col>
      </Grid>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mt="md">
        {draft.kind !== 'relative' && (
          <TextInput
            type="datetime-local"
            label={t('field.begins')}
            description={t('field.inZone', { zone })}
            value={draft.begins}
            error={at('begins')}
            onChange={({ currentTarget: { value } }) => value && change({ begins: value.slice(0, 16) })}
          />
        )}
        <NumberInput
          label={t('field.lasts')}
          description={t(repeats ? 'field.lastsRepeats' : 'field.lastsOnce')}
          min={0.25}
          step={1}
          decimalScale={2}
          placeholder={t('field.lastsNone')}
          value={draft.lasts === undefined ? '' : draft.lasts / 3_600}
          error={at('lasts')}
          onChange={(value) =>
            change({ lasts: typeof value === 'number' && value > 0 ? Math.round(value * 3_600) : undefined })
          }
        />
        <TextInput
          type="datetime-local"
          label={t('field.validFrom')}
          description={t('field.optional')}
          value={draft.validFrom ?? ''}
          error={at('validFrom')}
          onChange={({ currentTarget: { value } }) => change({ validFrom: value.slice(0, 16) || undefined })}
        />
        <TextInput
          type="datetime-local"
          label={t('field.validTo')}
          description={t('field.optional')}
          value={draft.validTo ?? ''}
          error={at('validTo')}
          onChange={({ currentTarget: { value } }) => change({ validTo: value.slice(0, 16) || undefined })}
        />
      </SimpleGrid>
      <Stack gap="xs" mt="md">
        {whole.map((fault) => (
          <Alert key={`${fault.field} ${fault.rule}`} color="red" p="xs" role="alert">
            {said(fault)}
          </Alert>
        ))}
        {send.error && all.length === 0 && (
          <Alert color="red" role="alert">
            {send.error.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Text size="sm" c="dimmed">
            {replaces.length > 0
              ? t('editor.replaces', { ids: replaces.map((id) => `#${id}`).join(', '), count: replaces.length })
              : t('editor.added')}
          </Text>
          <Button variant="default" onClick={close}>
            {common('action.cancel')}
          </Button>
          <RightButton
            reason={
              reason ??
              (station.connected ? undefined : t('offline')) ??
              (faults.length > 0 ? t('editor.broken', { count: faults.length }) : undefined)
            }
            leftSection={<IconSend size={16} />}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {t('editor.send')}
          </RightButton>
        </Group>
      </Stack>
    </Card>
  );
}

function said({ message, rule }: Fault): string {
  return rule && !message.includes(rule) ? `${message} (${rule.split(';')[0]})` : message;
}

/** Shows the day on which the clocks are changed next. */
function NextChange({ zone, show }: { zone: string; show: (date: string) => void }) {
  const { t, i18n } = useTranslation('charging');
  const [next] = useState(() => nextChange(zone, Date.now()));
  if (!next || changes(zone, next.at - 1_000, next.at + 1_000).length === 0) return null;
  const date = wallOf(zone, next.at).slice(0, 10);
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: zone }).format(next.at);
  return (
    <Button size="compact-sm" variant="subtle" onClick={() => show(date)}>
      {t('clock.next', { day })}
    </Button>
  );
}
