import { Alert, Button, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { onceKey } from '../../app/once';

const RawCall = lazy(() => import('./RawCall'));

export type ActionName =
  | 'RemoteStart'
  | 'RemoteStop'
  | 'UnlockConnector'
  | 'Reset'
  | 'ChangeAvailability'
  | 'TriggerMessage'
  | 'ClearCache'
  | 'GetVariables'
  | 'RaiseSecurityProfile'
  | 'RenewCertificate'
  | 'ChangePassword';

type Props = {
  action: ActionName | 'raw';
  station: Schemas['StationView'];
  connectors: Schemas['ConnectorView'][];
  close: () => void;
};

/** Asks for what the action needs, names its consequence, and sends it. */
export function ActionDialog({ action, station, connectors, close }: Props) {
  const { t } = useTranslation('commands');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened
      onClose={close}
      title={action === 'raw' ? t('raw') : t(`action.${action}`)}
      size={action === 'raw' ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      {action === 'raw' ? (
        <Suspense>
          <RawCall station={station} />
        </Suspense>
      ) : (
        <Typed action={action} station={station} connectors={connectors} close={close} />
      )}
    </Modal>
  );
}

type Place = { evse: number; connector: number };
type Values = {
  place?: Place;
  idToken?: string;
  transaction?: string;
  how?: string;
  message?: string;
  operational?: boolean;
  to?: string;
  address?: string;
};

function Typed({ action, station, connectors, close }: Props & { action: ActionName }) {
  const { t } = useTranslation('commands');
  const { t: common } = useTranslation();
  const { t: profiles } = useTranslation('stations');
  const queries = useQueryClient();
  const old = station.version === 'ocpp1.6';
  const running = connectors.filter((connector) => connector.transaction);
  const places = connectors.filter((connector) => connector.evse > 0);
  const [values, setValues] = useState<Values>(() => ({
    place: ['RemoteStart', 'UnlockConnector'].includes(action) ? places[0] : undefined,
    transaction: running[0]?.transaction,
    how: old ? 'Soft' : 'OnIdle',
    message: 'StatusNotification',
    operational: false,
    to: String(Math.min(3, station.securityProfile + 1)),
    address: `wss://${window.location.hostname}/ocpp`,
  }));
  const set = (change: Values) => setValues((before) => ({ ...before, ...change }));

  const send = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station.id }, header: { 'Idempotency-Key': onceKey() } },
          body: command(action, values, old) as never,
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.commands(station.id) });
      close();
    },
  });

  const placeName = (place: Place) => `${place.evse}/${place.connector}`;
  const needsPlace = ['RemoteStart', 'UnlockConnector', 'ChangeAvailability', 'TriggerMessage'].includes(action);
  const mayBeWhole = action === 'ChangeAvailability' || action === 'TriggerMessage';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Stack>
        {!station.connected && <Alert color="orange">{t('offline')}</Alert>}
        {send.error && (
          <Alert color="red" role="alert">
            {send.error.message}
            {send.error instanceof ApiError &&
              send.error.fields.map((field) => (
                <Text size="sm" key={field.field}>{`${field.field}: ${field.message}`}</Text>
              ))}
          </Alert>
        )}
        {needsPlace && (
          <Select
            label={t('field.connector')}
            data={[
              ...(mayBeWhole ? [{ value: 'whole', label: t('field.whole') }] : []),
              ...places.map((place) => ({ value: placeName(place), label: `${t('field.evse')} ${placeName(place)}` })),
            ]}
            value={values.place ? placeName(values.place) : 'whole'}
            onChange={(chosen) => set({ place: places.find((place) => placeName(place) === chosen) })}
            allowDeselect={false}
          />
        )}
        {action === 'RemoteStart' && (
          <TextInput
            label={t('field.idToken')}
            required
            data-autofocus
            value={values.idToken ?? ''}
            onChange={(event) => set({ idToken: event.currentTarget.value })}
          />
        )}
        {action === 'RemoteStop' && (
          <Select
            label={t('field.transaction')}
            required
            data={running.map((connector) => ({ value: connector.transaction ?? '', label: placeName(connector) }))}
            value={values.transaction ?? null}
            onChange={(transaction) => set({ transaction: transaction ?? undefined })}
          />
        )}
        {action === 'Reset' && (
          <Select
            label={t('field.how')}
            data={(old ? (['Soft', 'Hard'] as const) : (['OnIdle', 'Immediate'] as const)).map((value) => ({
              value,
              label: t(`how.${value}`),
            }))}
            value={values.how}
            onChange={(how) => set({ how: how ?? undefined })}
            allowDeselect={false}
          />
        )}
        {action === 'TriggerMessage' && (
          <Select
            label={t('field.message')}
            data={['BootNotification', 'Heartbeat', 'MeterValues', 'StatusNotification', 'FirmwareStatusNotification']}
            value={values.message}
            onChange={(message) => set({ message: message ?? undefined })}
            allowDeselect={false}
          />
        )}
        {action === 'RaiseSecurityProfile' && (
          <Select
            label={t('field.to')}
            data={(['1', '2', '3'] as const)
              .filter((value) => Number(value) > station.securityProfile)
              .map((value) => ({ value, label: profiles(`form.profiles.${value}`) }))}
            value={values.to}
            onChange={(to) => set({ to: to ?? undefined })}
            allowDeselect={false}
          />
        )}
        {action === 'RaiseSecurityProfile' && !old && (
          <TextInput
            label={t('field.address')}
            description={t('field.addressHint')}
            required
            value={values.address ?? ''}
            onChange={(event) => set({ address: event.currentTarget.value })}
          />
        )}
        {action === 'ChangeAvailability' && (
          <Switch
            label={t('field.operational')}
            checked={values.operational}
            onChange={(event) => set({ operational: event.currentTarget.checked })}
          />
        )}
        <Consequence action={action} running={running.length} operational={values.operational ?? false} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common('action.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('run')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What will happen, in words, before it is done. */
function Consequence({ action, running, operational }: { action: ActionName; running: number; operational: boolean }) {
  const { t } = useTranslation('commands');
  if (action === 'Reset')
    return (
      <Text size="sm">{running === 0 ? t('consequence.Reset_zero') : t('consequence.Reset', { count: running })}</Text>
    );
  if (action === 'RemoteStop') return <Text size="sm">{t('consequence.RemoteStop')}</Text>;
  if (action === 'RaiseSecurityProfile' || action === 'RenewCertificate' || action === 'ChangePassword')
    return <Text size="sm">{t(`consequence.${action}`)}</Text>;
  if (action === 'ChangeAvailability' && !operational) return <Text size="sm">{t('consequence.unavailable')}</Text>;
  return null;
}

function command(action: ActionName, values: Values, old: boolean): object {
  const { place, idToken, transaction, how, message, operational, to, address } = values;
  const at = place && { evse: place.evse, connector: place.connector };
  switch (action) {
    case 'RemoteStart':
      return { type: action, idToken, evse: place?.evse };
    case 'RemoteStop':
      return { type: action, transaction };
    case 'UnlockConnector':
      return { type: action, ...at };
    case 'Reset':
      return { type: action, how };
    case 'ChangeAvailability':
      return { type: action, operational, ...at };
    case 'TriggerMessage':
      return { type: action, message, ...at };
    case 'RaiseSecurityProfile':
      return {
        type: action,
        to: Number(to),
        ...(!old && { connectionData: { ocppCsmsUrl: address, ocppInterface: 'Any', messageTimeout: 30 } }),
      };
    case 'ClearCache':
    case 'GetVariables':
    case 'RenewCertificate':
    case 'ChangePassword':
      return { type: action };
  }
}
