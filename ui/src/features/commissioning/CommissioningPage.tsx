import { Alert, Anchor, Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Empty, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { AddStation } from '../stations/AddStation';
import { stationQuery } from '../stations/query';
import type { Commissioning } from './query';
import { Refusal } from './Refusal';

/** Which unit: one that knocks, one by its name, one that was begun. */
export function CommissioningPage() {
  const { t } = useTranslation('commissioning');
  return (
    <Stack gap="lg" maw={820}>
      <Stack gap={4}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Text c="dimmed">{t('lead')}</Text>
      </Stack>
      <ByName />
      <Waiting />
      <Records state="open" />
      <Records state="signed" />
    </Stack>
  );
}

function ByName() {
  const { t } = useTranslation('commissioning');
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const wanted = id.trim();
  const found = useQuery({ ...stationQuery(wanted), enabled: false, retry: false });
  const missing = found.error instanceof ApiError && found.error.status === 404;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wanted) return;
        void found.refetch().then(({ data }) => {
          if (data) void navigate({ to: '/commissioning/$station', params: { station: data.id } });
        });
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={t('which')}
            description={t('whichHint')}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
            flex={1}
            size="md"
          />
          <Button type="submit" size="md" mih={44} loading={found.isFetching}>
            {t('go')}
          </Button>
        </Group>
        {missing && <Alert color="orange">{t('unknown', { id: wanted })}</Alert>}
        {found.error && !missing && <Alert color="red">{found.error.message}</Alert>}
      </Stack>
    </form>
  );
}

function Waiting() {
  const { t } = useTranslation('commissioning');
  const session = useSession();
  const navigate = useNavigate();
  const [adopted, setAdopted] = useState<string>();
  const asked = useQuery({
    queryKey: keys.attempts,
    queryFn: () => body(api.GET('/api/v1/connection-attempts')),
    refetchInterval: 5_000,
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('waiting')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('noWaiting')}</Text>} rows={2}>
        {(data) => (
          <Stack gap="xs">
            {data.items.slice(0, 20).map((attempt) => (
              <Refusal key={`${attempt.identity} ${attempt.remoteAddress} ${attempt.reason}`} attempt={attempt}>
                {attempt.reason === 'unknown-station' && mayAct(session, 'technician') && (
                  <Button
                    mih={44}
                    onClick={() => setAdopted(attempt.identity)}
                    aria-label={`${t('adopt')} ${attempt.identity}`}
                  >
                    {t('adopt')}
                  </Button>
                )}
              </Refusal>
            ))}
          </Stack>
        )}
      </Panel>
      {adopted !== undefined && (
        <AddStation
          opened
          id={adopted}
          waits
          close={() => setAdopted(undefined)}
          done={(station) => void navigate({ to: '/commissioning/$station', params: { station } })}
        />
      )}
    </Stack>
  );
}

function Records({ state }: { state: 'open' | 'signed' }) {
  const { t } = useTranslation('commissioning');
  const asked = useQuery({
    queryKey: keys.commissioningList(state),
    queryFn: () => body(api.GET('/api/v1/commissionings', { params: { query: { state, limit: 50 } } })),
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t(state === 'open' ? 'open' : 'done')}
      </Title>
      <Panel asked={asked} rows={2}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty>
              <Text>{t(state === 'open' ? 'noOpen' : 'noDone')}</Text>
            </Empty>
          ) : (
            <Stack gap="xs">
              {data.items.map((one) => (
                <Record key={one.id} one={one} />
              ))}
            </Stack>
          )
        }
      </Panel>
    </Stack>
  );
}

function Record({ one }: { one: Commissioning }) {
  const { t } = useTranslation('commissioning');
  const open = one.state === 'open';
  const params = { station: one.station, commissioning: one.id };
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between">
        <div>
          <Anchor
            component={Link}
            to={open ? '/commissioning/$station' : '/commissioning/$station/$commissioning'}
            params={params as never}
            fw={600}
            py={10}
            display="inline-block"
          >
            {one.station}
          </Anchor>
          <Text size="sm" c="dimmed">
            {open
              ? one.waiting > 0
                ? t('steps', { count: one.waiting })
                : t('ready')
              : t('sheet.signature', { name: one.signedName })}
          </Text>
        </div>
        <Age at={one.endedAt ?? one.startedAt} size="sm" c="dimmed" />
      </Group>
    </Card>
  );
}
