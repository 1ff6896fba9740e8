import { Alert, Badge, Button, Group, Menu, Modal, Progress, Stack, Table, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { onceKey } from '../../app/once';
import type { StationRow } from './rows';

const ACTIONS = [
  'restartIdle',
  'restartNow',
  'outOfService',
  'intoService',
  'status',
  'configuration',
  'cache',
] as const;
type Action = (typeof ACTIONS)[number];
type Result = { state: 'waiting' | 'running' | 'done' | 'failed'; said: string };

/** How long one station is waited for before the next one's turn. */
const PATIENCE = '20s';

/** One action for all that are selected, one station after the other, each with what it answered. */
export default function Bulk({ stations }: { stations: StationRow[] }) {
  const { t } = useTranslation('stations');
  const navigate = useNavigate();
  const [action, setAction] = useState<Action>();
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button size="xs" rightSection={<IconChevronDown size={14} />}>
            {t('bulk.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTIONS.map((name) => (
            <Menu.Item key={name} onClick={() => setAction(name)}>
              {t(`bulk.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            onClick={() =>
              void navigate({ to: '/jobs/new', search: { stations: stations.map(({ id }) => id).join(',') } })
            }
          >
            {t('bulk.job')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {action && <Run action={action} stations={stations} close={() => setAction(undefined)} />}
    </>
  );
}

function Run({ action, stations, close }: { action: Action; stations: StationRow[]; close: () => void }) {
  const { t } = useTranslation('stations');
  const { t: common } = useTranslation();
  const [results, setResults] = useState<ReadonlyMap<string, Result>>();
  const [running, setRunning] = useState(false);
  const stop = useRef(false);
  // What was selected when this was opened; the list behind it moves on.
  const [chosen] = useState(stations);
  const charging = chosen.flatMap((station) => station.connectors).filter((plug) => plug.transaction).length;
  const offline = chosen.filter((station) => !station.connected).length;
  const ended = [...(results?.values() ?? [])].filter(({ state }) => state === 'done' || state === 'failed');
  const failed = ended.filter(({ state }) => state === 'failed').length;

  async function run(some: StationRow[]) {
    stop.current = false;
    setRunning(true);
    setResults((before) => {
      const after = new Map(before);
      for (const station of some) after.set(station.id, { state: 'waiting', said: '' });
      return after;
    });
    const put = (id: string, result: Result) => setResults((before) => new Map(before).set(id, result));
    for (const station of some) {
      if (stop.current) break;
      put(station.id, { state: 'running', said: '' });
      put(station.id, await ask(action, station));
    }
    setRunning(false);
  }

  const again = chosen.filter((station) => !['done'].includes(results?.get(station.id)?.state ?? ''));
  return (
    <Modal
      opened
      onClose={() => {
        stop.current = true;
        close();
      }}
      size="lg"
      title={t(`bulk.${action}`)}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack>
        <Text>{t('bulk.consequence', { count: chosen.length })}</Text>
        {action === 'restartNow' && charging > 0 && <Alert color="red">{t('bulk.ends', { count: charging })}</Alert>}
        {offline > 0 && <Text size="sm">{t('bulk.offline', { count: offline })}</Text>}
        {results && (
          <>
            <Progress value={(100 * ended.length) / chosen.length} aria-label={t('bulk.progress')} />
            <Text size="sm" role="status">
              {t('bulk.ended', { done: ended.length - failed, failed, all: chosen.length })}
            </Text>
            <Table.ScrollContainer minWidth={300} maxHeight={320}>
              <Table aria-label={t('bulk.results')}>
                <Table.Tbody>
                  {chosen.map(({ id }) => {
                    const result = results.get(id);
                    return (
                      <Table.Tr key={id}>
                        <Table.Th scope="row" fw={500}>
                          {id}
                        </Table.Th>
                        <Table.Td w={130}>
                          {result && (
                            <Badge tt="none" color={COLORS[result.state]}>
                              {t(`bulk.state.${result.state}`)}
                            </Badge>
                          )}
                        </Table.Td>
                        <Table.Td>{result?.said}</Table.Td>
                      </Table.Tr>
                    );
                  })}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </>
        )}
        <Group justify="flex-end">
          {running ? (
            <Button
              variant="default"
              onClick={() => {
                stop.current = true;
              }}
            >
              {t('bulk.stop')}
            </Button>
          ) : (
            <Button variant="default" onClick={close}>
              {common(results ? 'action.close' : 'action.cancel')}
            </Button>
          )}
          {again.length > 0 && (
            <Button loading={running} onClick={() => void run(again)}>
              {results ? t('bulk.again', { count: again.length }) : t('bulk.run')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

const COLORS = { waiting: 'gray.7', running: 'blue.9', done: 'teal.9', failed: 'red.9' } as const;

async function ask(action: Action, station: StationRow): Promise<Result> {
  let last: Result = { state: 'done', said: '' };
  try {
    for (const sent of asked(action, station)) {
      const command = await body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: {
            path: { id: station.id },
            query: { wait: PATIENCE },
            header: { 'Idempotency-Key': onceKey() },
          },
          body: sent as never,
        }),
      );
      const refused = command.state !== 'answered' && command.state !== 'queued' && command.state !== 'sent';
      const said = command.status ?? command.reason ?? command.state;
      last = { state: refused || command.status === 'Rejected' ? 'failed' : 'done', said };
      if (last.state === 'failed') return last;
    }
    return last;
  } catch (error) {
    return { state: 'failed', said: error instanceof ApiError ? error.message : String(error) };
  }
}

/** The commands that it takes: a 2.x station is asked for the state of one connector at a time (F06.FR.12). */
function asked(action: Action, { version, connectors }: StationRow): object[] {
  const old = version === 'ocpp1.6';
  if (action !== 'status' || old) return [command(action, old)];
  return connectors.map(({ evse, connector }) => ({ ...command(action, old), evse, connector }));
}

function command(action: Action, old: boolean): object {
  switch (action) {
    case 'restartIdle':
      return { type: 'Reset', how: 'OnIdle' };
    case 'restartNow':
      return { type: 'Reset', how: old ? 'Hard' : 'Immediate' };
    case 'outOfService':
      return { type: 'ChangeAvailability', operational: false };
    case 'intoService':
      return { type: 'ChangeAvailability', operational: true };
    case 'status':
      return { type: 'TriggerMessage', message: 'StatusNotification' };
    case 'configuration':
      return { type: 'GetVariables' };
    case 'cache':
      return { type: 'ClearCache' };
  }
}
