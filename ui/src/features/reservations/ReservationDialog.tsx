import { Anchor, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { RightButton } from '../../app/rights';
import { Failed } from '../../app/states';
import { connectorsQuery } from '../stations/query';
import { StatusMark } from '../status/StatusMark';
import { isOpen, type Reservation } from './calendar';
import { cancel } from './queries';
import { Left, ReservationState } from './ReservationState';

/** One reservation: what we want beside what the station says, and the way out of it. */
export function ReservationDialog({
  known,
  reason,
  close,
}: {
  known: Reservation;
  reason: string | undefined;
  close: () => void;
}) {
  const { t } = useTranslation('reservations');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const one =
    useQuery({
      queryKey: [...keys.reservations, 'one', known.id],
      queryFn: () =>
        body(api.GET('/api/v1/reservations/{reservation}', { params: { path: { reservation: known.id } } })),
    }).data ?? known;
  const end = useMutation({
    mutationFn: () => cancel(one),
    onSuccess: () => {
      setSure(false);
      return queries.invalidateQueries({ queryKey: keys.reservations });
    },
  });
  const answered = end.data?.command;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('dialog.title', { number: one.reservationId, station: one.station })}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack>
        <Group justify="space-between" className="live-value">
          <ReservationState state={one.state} />
          {isOpen(one) && <Left at={one.expiresAt} fw={600} />}
        </Group>
        {one.reason && <Text size="sm">{one.reason}</Text>}
        <Compared one={one} />
        {one.transaction && (
          <Anchor component={Link} to={`/transactions/${one.transaction}`} size="sm">
            {t('dialog.transaction')}
          </Anchor>
        )}
        {end.error && <Failed error={end.error} title={common('state.refused')} />}
        {answered && answered.status !== 'Accepted' && (
          <Failed
            error={new Error(answered.reason ?? answered.status ?? answered.state)}
            title={t('dialog.notCancelled')}
          />
        )}
        {sure && <Text size="sm">{t('dialog.consequence', { token: one.idToken.idToken })}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={sure ? () => setSure(false) : close} data-autofocus>
            {sure ? t('dialog.keep') : common('action.close')}
          </Button>
          {isOpen(one) &&
            (sure ? (
              <Button color="red.9" loading={end.isPending} onClick={() => end.mutate()}>
                {t('dialog.cancelNow')}
              </Button>
            ) : (
              <RightButton variant="default" reason={reason} onClick={() => setSure(true)}>
                {t('dialog.cancel')}
              </RightButton>
            ))}
        </Group>
      </Stack>
    </Modal>
  );
}

/** Two columns: what was asked for, and what came back of it. */
function Compared({ one }: { one: Reservation }) {
  const { t, i18n } = useTranslation('reservations');
  const { t: stations } = useTranslation('stations');
  const { t: common } = useTranslation();
  const connectors = useQuery({ ...connectorsQuery(one.station), retry: false }).data?.items;
  const plug = connectors?.find(({ evse }) => evse === one.evse);
  const at = (time: string) => moment(time, undefined, i18n.language);
  const rows: [label: string, wanted: ReactNode, told: ReactNode][] = [
    [
      t('form.evse'),
      one.evse === undefined ? t('anyEvse') : stations('now.evse', { evse: one.evse }),
      plug ? <StatusMark key="status" word={plug.status} /> : common('unknown'),
    ],
    [
      t('dialog.asked'),
      at(one.requestedAt),
      one.confirmedAt ? t('dialog.accepted', { at: at(one.confirmedAt) }) : t('dialog.notAccepted'),
    ],
    [t('dialog.shown'), t('dialog.shouldShow'), one.seen ? t('dialog.seen') : t('dialog.notSeen')],
    [
      t('form.until'),
      at(one.expiresAt),
      one.endedAt ? t('dialog.endedAt', { at: at(one.endedAt) }) : one.confirmedAt ? t('dialog.stillHeld') : '–',
    ],
  ];
  return (
    <>
      <Table.ScrollContainer minWidth={320}>
        <Table aria-label={t('dialog.compared')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th>{t('dialog.wanted')}</Table.Th>
              <Table.Th>{t('dialog.told')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="live-value">
            {rows.map(([label, wanted, told]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400} c="dimmed">
                  {label}
                </Table.Th>
                <Table.Td>{wanted}</Table.Td>
                <Table.Td>{told}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed">
        {t('dialog.for', { token: one.idToken.idToken, type: one.idToken.type, actor: one.actor })}
        {one.group && ` ${t('orGroup', { group: one.group })}`}
      </Text>
    </>
  );
}
