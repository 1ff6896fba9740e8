import {
  Alert,
  Badge,
  Button,
  Card,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';

type Station = Schemas['StationView'];
type Move = Schemas['MigrationView'];

/** Steps after which the station was told to go. */
const GONE = ['reset', 'returning', 'checking', 'opening'];

/** Moves of a 2.x station to another network profile: asked for, step by step, and how they ended. */
export function Moves({ station }: { station: Station }) {
  const { t } = useTranslation('trust');
  const [asking, setAsking] = useState(false);
  const asked = useQuery({
    queryKey: keys.migrations(station.id),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/migrations', { params: { path: { id: station.id } } })),
    refetchInterval: 3_000,
  });
  const open = asked.data?.items.some(({ endedAt }) => !endedAt);
  const role = useReason('operator');
  const reason =
    role ??
    (station.version === 'ocpp1.6' ? t('moves.old') : undefined) ??
    (station.connected ? undefined : t('moves.offline')) ??
    (open ? t('moves.underWay') : undefined);
  return (
    <Stack gap="xs">
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('moves.none')}</Text>} rows={1}>
        {(data) => (
          <Stack gap="xs">
            {data.items.slice(0, 5).map((move) => (
              <MoveCard key={move.id} move={move} station={station.id} />
            ))}
          </Stack>
        )}
      </Panel>
      <Group gap="sm">
        <RightButton variant="default" mih={44} reason={reason} onClick={() => setAsking(true)}>
          {t('moves.begin')}
        </RightButton>
        {reason && (
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        )}
      </Group>
      {asking && <Ask station={station} close={() => setAsking(false)} />}
    </Stack>
  );
}

function MoveCard({ move, station }: { move: Move; station: string }) {
  const { t } = useTranslation('trust');
  const queries = useQueryClient();
  const role = useReason('operator');
  const stop = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/v1/stations/{id}/migrations/{migration}', {
          params: { path: { id: station, migration: move.id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.migrations(station) }),
  });
  const color = move.step === 'done' ? 'teal.9' : move.step === 'failed' ? 'red.9' : 'blue.9';
  return (
    <Card withBorder padding="sm" aria-live="polite">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 200px' }}>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {t('moves.to', { slot: move.configurationSlot })}
            </Text>
            <Badge color={color} tt="none">
              {t(`moves.step.${move.step as 'done'}`)}
            </Badge>
          </Group>
          {move.failure && <Text size="sm">{move.failure}</Text>}
          <Text size="xs" c="dimmed">
            {move.actor} · <Age at={move.endedAt ?? move.beganAt} span size="xs" />
          </Text>
        </div>
        {!move.endedAt && !GONE.includes(move.step) && !role && (
          <Button variant="default" size="xs" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('moves.stop')}
          </Button>
        )}
      </Group>
      {stop.error && <Failed error={stop.error} />}
    </Card>
  );
}

function Ask({ station, close }: { station: Station; close: () => void }) {
  const { t } = useTranslation('trust');
  const { t: common } = useTranslation();
  const { t: profiles } = useTranslation('stations');
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm({
    initialValues: {
      configurationSlot: 2 as number | '',
      filled: false,
      address: `wss://${window.location.hostname}/ocpp`,
      securityProfile: String(Math.max(1, station.securityProfile)),
      reset: 'OnIdle',
      inoperative: true,
    },
  });
  const { filled } = form.values;

  async function submit(values: typeof form.values) {
    setError(undefined);
    try {
      await body(
        api.POST('/api/v1/stations/{id}/migrations', {
          params: { path: { id: station.id } },
          body: {
            configurationSlot: values.configurationSlot === '' ? undefined : values.configurationSlot,
            reset: values.reset,
            inoperative: values.inoperative,
            ...(!values.filled && {
              connectionData: {
                ocppCsmsUrl: values.address,
                ocppInterface: 'Any',
                messageTimeout: 30,
                securityProfile: Number(values.securityProfile),
              },
            }),
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: keys.migrations(station.id) });
      close();
    } catch (refused) {
      setError(atFields(refused, ['configurationSlot', 'reset'], form.setFieldError));
    }
  }

  return (
    <Modal opened onClose={close} title={t('moves.begin')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormError error={error} />
          <NumberInput
            label={t('moves.slot')}
            description={t('moves.slotHint')}
            required
            min={0}
            {...form.getInputProps('configurationSlot')}
          />
          <Switch label={t('moves.filled')} {...form.getInputProps('filled', { type: 'checkbox' })} />
          {!filled && (
            <>
              <TextInput
                label={t('moves.address')}
                description={t('moves.addressHint')}
                required
                {...form.getInputProps('address')}
              />
              <Select
                label={t('profile')}
                data={(['1', '2', '3'] as const).map((value) => ({ value, label: profiles(`form.profiles.${value}`) }))}
                allowDeselect={false}
                {...form.getInputProps('securityProfile')}
              />
            </>
          )}
          <Select
            label={t('moves.reset')}
            data={(['OnIdle', 'Immediate'] as const).map((value) => ({ value, label: t(`moves.how.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('reset')}
          />
          <Switch label={t('moves.inoperative')} {...form.getInputProps('inoperative', { type: 'checkbox' })} />
          <Alert color="orange">{t('moves.consequence', { station: station.id })}</Alert>
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {common('action.cancel')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {t('moves.begin')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
