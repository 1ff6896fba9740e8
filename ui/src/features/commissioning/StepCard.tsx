import { Anchor, Box, Button, Card, Collapse, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheckFilled, IconCircleDashed, IconCircleMinus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, moment } from '../../app/format';
import { onceKey } from '../../app/once';
import { ActionDialog } from '../commands/ActionDialog';
import { mayAct, useSession } from '../session/session';
import { proof, sentences } from './evidence';
import { type Check, type Commissioning, throughGaps } from './query';

type Props = {
  step: Check;
  one: Commissioning;
  station: Schemas['StationView'];
  connectors: Schemas['ConnectorView'][];
};

const MARKS = {
  waiting: { icon: IconCircleDashed, color: 'var(--mantine-color-dimmed)' },
  passed: { icon: IconCircleCheckFilled, color: 'light-dark(#087f5b, #38d9a9)' },
  skipped: { icon: IconCircleMinus, color: 'light-dark(#a84c00, #ffa94d)' },
} as const;

/** One step: whether it was seen, when, by what; and what helps while it was not. */
export function StepCard({ step, one, station, connectors }: Props) {
  const { t, i18n } = useTranslation('commissioning');
  const session = useSession();
  const [opened, { toggle, close }] = useDisclosure(false);
  const state = step.state as keyof typeof MARKS;
  const { icon: Icon, color } = MARKS[state];
  const said = sentences(step, t, i18n.language);
  const mayDo = mayAct(session, 'technician') && one.state === 'open';
  return (
    <Card component="li" withBorder padding="sm" data-step={step.step} data-state={step.state}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Icon size={28} color={color} aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={4} flex={1} miw={0}>
          <Group justify="space-between" gap="xs">
            <Text fw={600}>{t(`check.${step.check as 'booted'}`)}</Text>
            <Text size="sm" style={{ color }} fw={600}>
              {t(`mark.${state}`)}
            </Text>
          </Group>
          {state === 'waiting' && (
            <Text size="sm">
              {t(`todo.${step.check as 'booted'}`, {
                energy: energy(one.energyWh, i18n.language),
                url: `ws://…/ocpp/${one.station}`,
              })}
            </Text>
          )}
          {said.map((sentence) => (
            <Text size="sm" c="dimmed" key={sentence} style={{ overflowWrap: 'anywhere' }}>
              {sentence}
            </Text>
          ))}
          {step.reason && <Text size="sm">{t('skippedBy', { by: step.by, reason: step.reason })}</Text>}
          {step.note && !opened && (
            <Text size="sm">
              {t('note')}: {step.note}
            </Text>
          )}
          <Group gap="md" align="center">
            {step.at && (
              <Text size="xs" c="dimmed" component="time" dateTime={step.at}>
                {moment(step.at, undefined, i18n.language)}
              </Text>
            )}
            <ProofLink step={step} station={one.station} />
          </Group>
          {mayDo && (
            <Group gap="xs">
              {state === 'waiting' && <Help step={step} one={one} station={station} connectors={connectors} />}
              <Button variant="default" size="sm" mih={44} onClick={toggle} aria-expanded={opened}>
                {t('more')}
              </Button>
            </Group>
          )}
          <Collapse expanded={opened}>{opened && <Remarks step={step} one={one} close={close} />}</Collapse>
        </Stack>
      </Group>
    </Card>
  );
}

function ProofLink({ step, station }: { step: Check; station: string }) {
  const { t } = useTranslation('commissioning');
  const found = proof(step);
  if (!found) return null;
  const at = `/stations/${encodeURIComponent(station)}`;
  const to =
    found.kind === 'transaction'
      ? `/transactions/${found.id}`
      : found.kind === 'messages'
        ? `${at}/messages`
        : `${at}/configuration`;
  return (
    <Anchor
      component={Link}
      to={to}
      search={(found.kind === 'messages' ? { action: found.action } : {}) as never}
      size="sm"
      py={10}
      aria-label={`${t(`link.${found.kind}`)}: ${t(`check.${step.check as 'booted'}`)}`}
    >
      {t(`link.${found.kind}`)}
    </Anchor>
  );
}

/** The button that makes the unit show it. One press is one command, however often the network fails meanwhile. */
function Help({ step, one, station, connectors }: Props) {
  const { t } = useTranslation('commissioning');
  const queries = useQueryClient();
  const press = useRef('');
  const [raising, raisingIs] = useDisclosure(false);
  const send = useMutation({
    mutationFn: (command: object) =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station.id }, header: { 'Idempotency-Key': press.current } },
          body: command as never,
        }),
      ),
    ...throughGaps,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.commands(station.id) }),
  });
  if (step.check === 'security')
    return (
      <>
        <Button mih={44} onClick={raisingIs.open} disabled={!station.connected}>
          {t('do.security')}
        </Button>
        {raising && (
          <ActionDialog
            action="RaiseSecurityProfile"
            station={station}
            connectors={connectors}
            close={raisingIs.close}
          />
        )}
      </>
    );
  const command = helping(step, one, station, connectors);
  if (command === undefined) return null;
  const why = !station.connected ? t('offline') : command === null ? t('needsCharge') : undefined;
  return (
    <Stack gap={4}>
      <Button
        mih={44}
        disabled={why !== undefined}
        loading={send.isPending}
        onClick={() => {
          press.current = onceKey();
          if (command) send.mutate(command);
        }}
      >
        {t(`do.${step.check as 'booted'}`)}
      </Button>
      {why && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
      {send.error && (
        <Text size="sm" c="red" role="alert">
          {send.error instanceof ApiError ? send.error.message : String(send.error)}
        </Text>
      )}
    </Stack>
  );
}

/** The command; null while there is nothing to command, undefined where only hands help. */
function helping(
  step: Check,
  one: Commissioning,
  station: Schemas['StationView'],
  connectors: Schemas['ConnectorView'][],
): object | null | undefined {
  const at = { evse: step.evse, connector: step.connector };
  const old = station.version === 'ocpp1.6';
  const place = connectors.find((each) => each.evse > 0);
  switch (step.check) {
    case 'booted':
      return { type: 'TriggerMessage', message: 'BootNotification' };
    case 'clock':
      return {
        type: 'TriggerMessage',
        message: 'StatusNotification',
        ...(place && { evse: place.evse, connector: place.connector }),
      };
    case 'configuration':
      return old ? { type: 'GetVariables' } : { type: 'GetBaseReport', kind: 'FullInventory' };
    case 'charging':
      return {
        type: 'RemoteStart',
        // A token of this type is issued with the start: nobody has to have entered it.
        idToken: { idToken: one.idToken, type: 'Central' },
        evse: step.evse,
      };
    case 'stopped': {
      const running = connectors.find((each) => each.evse === at.evse && each.connector === at.connector);
      return running?.transaction ? { type: 'RemoteStop', transaction: running.transaction } : null;
    }
    case 'unlocked':
      return { type: 'UnlockConnector', ...at };
    default:
      return undefined;
  }
}

function Remarks({ step, one, close }: { step: Check; one: Commissioning; close: () => void }) {
  const { t } = useTranslation('commissioning');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [note, setNote] = useState(step.note ?? '');
  const [reason, setReason] = useState(step.reason ?? '');
  const say = useMutation({
    mutationFn: (form: { note?: string; skip?: string }) =>
      body(
        api.PATCH('/api/v1/stations/{id}/commissionings/{commissioning}/steps/{step}', {
          params: { path: { id: one.station, commissioning: one.id, step: step.step } },
          body: form,
        }),
      ),
    ...throughGaps,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.commissionings(one.station) });
      close();
    },
  });
  return (
    <Stack gap="xs" pt="xs">
      <Textarea
        label={t('note')}
        autosize
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group>
        <Button mih={44} variant="default" loading={say.isPending} onClick={() => say.mutate({ note })}>
          {common('action.save')}
        </Button>
      </Group>
      {step.state !== 'passed' && (
        <>
          <Textarea
            label={t('skipReason')}
            autosize
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group>
            <Button
              mih={44}
              variant="default"
              disabled={reason.trim() === ''}
              loading={say.isPending}
              onClick={() => say.mutate({ note, skip: reason })}
            >
              {t('skip')}
            </Button>
            {step.state === 'skipped' && (
              <Button mih={44} variant="default" loading={say.isPending} onClick={() => say.mutate({ skip: '' })}>
                {t('unskip')}
              </Button>
            )}
          </Group>
        </>
      )}
      {say.error && (
        <Box role="alert">
          <Text size="sm" c="red">
            {say.error.message}
          </Text>
        </Box>
      )}
    </Stack>
  );
}
