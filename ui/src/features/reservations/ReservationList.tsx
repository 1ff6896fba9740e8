import { Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CardTable } from '../../app/CardTable';
import { useListKeys } from '../../app/listKeys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { isOpen, type Reservation, STATES } from './calendar';
import { listQuery } from './queries';
import { Left, ReservationState } from './ReservationState';
import type { ReservationSearch } from './search';

type Filter = Pick<ReservationSearch, 'state' | 'station' | 'idToken'>;

/** Reservations, the newest first. */
export function ReservationList({ filter, open }: { filter: Filter; open: (one: Reservation) => void }) {
  const { t } = useTranslation('reservations');
  const { t: stations } = useTranslation('stations');
  const navigate = useNavigate({ from: '/reservations' });
  const list = useInfiniteQuery(listQuery(filter));
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: Filter) =>
    void navigate({
      search: (before) => {
        const { state, station, idToken, ...rest } = { ...before, ...next };
        return { ...rest, ...(state && { state }), ...(station && { station }), ...(idToken && { idToken }) };
      },
      replace: true,
    });
  const typedStation = useDebouncedCallback((station: string) => change({ station } as Filter), 300);
  const typedToken = useDebouncedCallback((idToken: string) => change({ idToken } as Filter), 300);
  useListKeys(shown.length, {
    open: (at) => {
      const one = shown[at];
      if (one) open(one);
    },
  });
  const columns = [
    {
      name: t('column.number'),
      of: (one: Reservation) => (
        <Text size="sm" fw={600}>
          {one.reservationId}
        </Text>
      ),
    },
    {
      name: t('form.station'),
      of: (one: Reservation) => (
        <div>
          <Anchor component={Link} to={`/stations/${encodeURIComponent(one.station)}`} size="sm">
            {one.station}
          </Anchor>
          <Text size="xs" c="dimmed">
            {one.evse === undefined ? t('anyEvse') : stations('now.evse', { evse: one.evse })}
          </Text>
        </div>
      ),
    },
    {
      name: t('form.idToken'),
      of: (one: Reservation) => (
        <div>
          <Text size="sm">{one.idToken.idToken}</Text>
          {one.group && (
            <Text size="xs" c="dimmed">
              {t('orGroup', { group: one.group })}
            </Text>
          )}
        </div>
      ),
    },
    { name: t('column.state'), of: (one: Reservation) => <ReservationState state={one.state} /> },
    {
      name: t('column.ends'),
      of: (one: Reservation) =>
        isOpen(one) ? <Left at={one.expiresAt} size="sm" fw={600} /> : <Age at={one.endedAt} size="sm" />,
    },
    {
      name: t('column.asked'),
      of: (one: Reservation) => (
        <div>
          <Age at={one.requestedAt} size="sm" />
          <Text size="xs" c="dimmed">
            {one.actor}
          </Text>
        </div>
      ),
    },
  ];
  return (
    <Stack gap="md">
      <Group>
        <TextInput
          aria-label={t('form.station')}
          placeholder={t('form.station')}
          defaultValue={filter.station ?? ''}
          onChange={(event) => typedStation(event.currentTarget.value.trim())}
        />
        <TextInput
          aria-label={t('form.idToken')}
          placeholder={t('form.idToken')}
          defaultValue={filter.idToken ?? ''}
          onChange={(event) => typedToken(event.currentTarget.value.trim())}
        />
        <Select
          aria-label={t('column.state')}
          placeholder={t('allStates')}
          clearable
          value={filter.state ?? null}
          onChange={(state) => change({ state: state ?? undefined } as Filter)}
          data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </Group>
      <Panel asked={list} isEmpty={() => shown.length === 0} empty={<Text>{t('none')}</Text>} rows={6}>
        {() => (
          <CardTable
            label={t('title')}
            columns={columns}
            items={shown}
            keyOf={({ id }) => id}
            actions={(one) => (
              <Button
                size="xs"
                variant="default"
                aria-label={t('openFor', { number: one.reservationId, station: one.station })}
                onClick={() => open(one)}
              >
                {t('open')}
              </Button>
            )}
          />
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}
