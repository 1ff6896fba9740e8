import { Alert, Autocomplete, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { span } from '../../app/format';
import { RightButton } from '../../app/rights';
import { Failed } from '../../app/states';
import { useNow } from '../../app/time';
import { useSession } from '../session/session';
import { connectorsQuery } from '../stations/query';
import { fieldOf } from './calendar';
import { checkQuery, reserve } from './queries';

export type Wish = { station?: string; evse?: number | undefined; until?: number };

const MINUTE = 60_000;
const QUICK = [15, 30, 60, 120] as const;
const ANY = 'any';

/** Who may charge where, and until when it is kept. What speaks against it is said before the station is asked. */
export function ReserveDialog({ wish, close }: { wish: Wish; close: () => void }) {
  const { t } = useTranslation('reservations');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const now = useNow();
  const [station, setStation] = useState(wish.station ?? '');
  const [evse, setEvse] = useState(wish.evse === undefined ? (wish.station ? ANY : '1') : String(wish.evse));
  const [idToken, setIdToken] = useState('');
  const [group, setGroup] = useState('');
  const [until, setUntil] = useState(() => fieldOf(wish.until ?? Math.ceil((now + 30 * MINUTE) / MINUTE) * MINUTE));
  const [answer, setAnswer] = useState<string>();
  const end = new Date(until).getTime();
  const fields = {
    ...(evse !== ANY && { evse: Number(evse) }),
    expiryDateTime: Number.isNaN(end) ? '' : new Date(end).toISOString(),
  };
  const [asked] = useDebouncedValue({ station: station.trim(), fields }, 200);
  const check = useQuery({
    ...checkQuery(asked.station, asked.fields),
    enabled: asked.station !== '' && asked.fields.expiryDateTime !== '',
    retry: false,
  });
  const against = check.data?.reason ?? (check.error instanceof ApiError ? check.error.message : undefined);
  const send = useMutation({
    mutationFn: () =>
      reserve(station.trim(), {
        ...fields,
        idToken: idToken.trim(),
        ...(group.trim() && { groupIdToken: group.trim() }),
      }),
    onSuccess: async (told) => {
      await queries.invalidateQueries({ queryKey: keys.reservations });
      const refused = said(told);
      if (refused) setAnswer(refused);
      else close();
    },
  });
  /** What became of it, when it was not taken. */
  function said({ reservation, command }: Schemas['ReservationAsked']): string | undefined {
    if (reservation?.state === 'active' || reservation?.state === 'used') return undefined;
    if (command.state === 'refused') return t('notSent', { reason: command.reason ?? '' });
    return reservation?.reason ?? command.reason ?? t('noAnswer');
  }
  const ready = idToken.trim() !== '' && asked.station !== '' && !Number.isNaN(end);
  const reason = against ?? (ready ? undefined : t('form.incomplete'));
  return (
    <Modal opened onClose={close} title={t('form.title')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          setAnswer(undefined);
          if (!reason) send.mutate();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t('form.hint')}
          </Text>
          <StationField station={station} set={setStation} fixed={wish.station !== undefined} />
          <EvseField station={asked.station} evse={evse} set={setEvse} />
          <TokenField value={idToken} set={setIdToken} />
          <TextInput
            label={t('form.group')}
            description={t('form.groupHint')}
            value={group}
            onChange={(event) => setGroup(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('form.until')}
            description={
              Number.isNaN(end) ? undefined : end > now ? t('form.lasts', { span: span(end - now) }) : t('form.past')
            }
            required
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Group gap="xs" role="group" aria-label={t('form.quick')}>
            {QUICK.map((minutes) => (
              <Button
                key={minutes}
                size="xs"
                variant="default"
                onClick={() => setUntil(fieldOf(Math.ceil((Date.now() + minutes * MINUTE) / MINUTE) * MINUTE))}
              >
                {span(minutes * MINUTE)}
              </Button>
            ))}
          </Group>
          <div aria-live="polite">
            {against && (
              <Alert color="red" title={t('form.against')} data-against>
                {against}
              </Alert>
            )}
            {!against && check.data?.possible && (
              <Text size="sm" c="teal" fw={600}>
                {t('form.possible')}
              </Text>
            )}
            {answer && (
              <Alert color="red" title={t('form.refused')} mt="xs" data-answer>
                {answer}
              </Alert>
            )}
            {send.error && <Failed error={send.error} title={common('state.refused')} />}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <RightButton type="submit" reason={reason} loading={send.isPending}>
              {t('form.send')}
            </RightButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function StationField({ station, set, fixed }: { station: string; set: (station: string) => void; fixed: boolean }) {
  const { t } = useTranslation('reservations');
  const [q] = useDebouncedValue(station.trim(), 150);
  const found = useQuery({
    queryKey: keys.stationList({ palette: q }),
    queryFn: () => body(api.GET('/api/v1/station-matches', { params: { query: { q, limit: 8 } } })),
    enabled: q !== '' && !fixed,
    placeholderData: (before) => before,
  });
  return (
    <Autocomplete
      label={t('form.station')}
      required
      data-autofocus={!fixed || undefined}
      data={fixed ? [] : (found.data?.items.map((one) => one.station) ?? [])}
      filter={({ options }) => options}
      value={station}
      onChange={set}
    />
  );
}

function EvseField({ station, evse, set }: { station: string; evse: string; set: (evse: string) => void }) {
  const { t } = useTranslation('reservations');
  const { t: stations } = useTranslation('stations');
  const connectors = useQuery({ ...connectorsQuery(station), enabled: station !== '', retry: false });
  const known = [...new Set(connectors.data?.items.map((one) => one.evse) ?? [])].filter((one) => one > 0);
  const options = [...new Set([...known.map(String), ...(evse === ANY ? [] : [evse])])].sort(
    (one, other) => Number(one) - Number(other),
  );
  const status = (of: string) => connectors.data?.items.find((one) => String(one.evse) === of)?.status;
  return (
    <Select
      label={t('form.evse')}
      data={[
        ...options.map((one) => ({
          value: one,
          label: [stations('now.evse', { evse: one }), status(one)].filter(Boolean).join(' · '),
        })),
        { value: ANY, label: t('anyEvse') },
      ]}
      value={evse}
      onChange={(chosen) => chosen && set(chosen)}
      allowDeselect={false}
    />
  );
}

function TokenField({ value, set }: { value: string; set: (idToken: string) => void }) {
  const { t } = useTranslation('reservations');
  const session = useSession();
  const [q] = useDebouncedValue(value.trim(), 150);
  const found = useQuery({
    queryKey: keys.tokenList({ suggested: q }),
    queryFn: () => body(api.GET('/api/v1/tokens', { params: { query: { limit: 8, ...(q && { q }) } } })),
    enabled: !session?.sites,
    placeholderData: (before) => before,
  });
  return (
    <Autocomplete
      label={t('form.idToken')}
      required
      data={found.data?.items.map((one) => one.idToken) ?? []}
      filter={({ options }) => options}
      value={value}
      onChange={set}
    />
  );
}
