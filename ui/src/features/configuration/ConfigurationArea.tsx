import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowsDiff, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import { Compare } from './Compare';
import { History } from './History';
import { Review } from './Review';
import { Tree } from './Tree';
import { rowsOf, type Variable } from './tree';
import { variablesQuery } from './variables';

/** What the station told of itself, in one tree for all versions. Changes are a draft until they are looked through and sent. */
export function ConfigurationArea({ station }: { station: Schemas['StationView'] }) {
  const { t } = useTranslation('configuration');
  const session = useSession();
  const queries = useQueryClient();
  const asked = useQuery(variablesQuery(station.id));
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed, 120);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [draft, setDraft] = useState<ReadonlyMap<string, string>>(new Map());
  const [reviewing, setReviewing] = useState(false);
  const [comparing, setComparing] = useState(false);
  const [history, setHistory] = useState<Variable>();
  const all = asked.data ?? [];
  const rows = useMemo(() => rowsOf(asked.data ?? [], words, closed), [asked.data, words, closed]);
  const may = mayAct(session, 'technician');

  const read = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station.id }, query: { wait: '30s' } },
          body: (station.version === 'ocpp1.6'
            ? { type: 'GetVariables' }
            : { type: 'GetBaseReport', kind: 'FullInventory' }) as never,
        }),
      ),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.variables(station.id, 'all') }),
  });
  const edit = (place: string, value: string | undefined) => {
    const next = new Map(draft);
    if (value === undefined) next.delete(place);
    else next.set(place, value);
    setDraft(next);
  };
  const toggle = (component: string) => {
    const next = new Set(closed);
    if (!next.delete(component)) next.add(component);
    setClosed(next);
  };

  return (
    <Stack gap="sm">
      <Group>
        <TextInput
          flex={1}
          miw={220}
          leftSection={<IconSearch size={16} />}
          placeholder={t('search')}
          aria-label={t('search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" role="status">
          {t('found', { count: rows.filter((row) => row.kind === 'variable').length, all: all.length })}
        </Text>
        <Button variant="default" leftSection={<IconArrowsDiff size={16} />} onClick={() => setComparing(!comparing)}>
          {comparing ? t('compare.end') : t('compare.begin')}
        </Button>
        {may && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            onClick={() => read.mutate()}
            loading={read.isPending}
            disabled={!station.connected}
          >
            {t('read')}
          </Button>
        )}
      </Group>
      {read.data?.reason && (
        <Text size="sm" role="status">
          {read.data.reason}
        </Text>
      )}
      {draft.size > 0 && (
        <Paper withBorder p="sm" role="status" bg="var(--mantine-color-default-hover)">
          <Group justify="space-between">
            <Text size="sm" fw={600}>
              {t('draft.count', { count: draft.size })}
            </Text>
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={() => setDraft(new Map())}>
                {t('draft.discard')}
              </Button>
              <Button size="xs" onClick={() => setReviewing(true)}>
                {t('draft.review')}
              </Button>
            </Group>
          </Group>
        </Paper>
      )}
      {comparing && (
        <Compare
          station={station}
          here={all}
          take={may ? (values) => setDraft(new Map([...draft, ...values])) : undefined}
        />
      )}
      <Panel asked={asked} isEmpty={(data) => data.length === 0} empty={<Text>{t('empty')}</Text>} rows={10}>
        {() =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('nothing')}</Text>
          ) : (
            <Tree rows={rows} draft={draft} edit={may ? edit : undefined} toggle={toggle} history={setHistory} />
          )
        }
      </Panel>
      {reviewing && (
        <Review
          station={station}
          all={all}
          draft={draft}
          close={(taken) => {
            setReviewing(false);
            setDraft(new Map([...draft].filter(([place]) => !taken.has(place))));
          }}
        />
      )}
      {history && <History station={station.id} variable={history} close={() => setHistory(undefined)} />}
    </Stack>
  );
}
