import { Autocomplete, Button, Group, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ExportMenu } from '../../app/ExportMenu';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { peopleQuery } from '../people/query';
import { AuditRow } from './AuditRow';
import { type AuditSearch, asked, auditSearch, KINDS } from './search';

const LOOK_EVERY_MS = 5_000;
const MOST_WAITING = 100;

/** Who did what, when and from where, with what it changed. Nothing here can be changed. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const search = auditSearch(useSearch({ from: '/inside/audit' }));
  const navigate = useNavigate({ from: '/audit' });
  const list = useInfiniteQuery({
    queryKey: keys.auditList(search),
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/audit', { params: { query: { ...asked(search), limit: 50, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const newest = list.data?.pages[0]?.items[0]?.id ?? 0;
  const waiting = useQuery({
    queryKey: keys.auditNewer(search, newest),
    queryFn: () =>
      body(
        api.GET('/api/v1/audit', {
          params: { query: { ...asked(search), newerThan: newest, limit: MOST_WAITING } },
        }),
      ),
    enabled: list.isSuccess && !list.isFetching,
    refetchInterval: LOOK_EVERY_MS,
    staleTime: 0,
  });
  const people = useQuery(peopleQuery);
  const count = waiting.data?.items.length ?? 0;
  const filter = (change: AuditSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const typedActor = useDebouncedCallback((actor: string) => filter({ actor: actor || undefined }), 300);
  const typedObject = useDebouncedCallback((object: string) => filter({ object: object || undefined }), 300);
  const isFiltered = Object.keys(search).length > 0;

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Group gap="xs">
          <span aria-live="polite">
            {count > 0 && (
              <Button size="xs" variant="light" onClick={() => void list.refetch()}>
                {count < MOST_WAITING ? common('newer', { count }) : `+${MOST_WAITING}`}
              </Button>
            )}
          </span>
          <ExportMenu path="/audit" filter={asked(search)} />
        </Group>
      </Group>
      <Group align="flex-end" key={isFiltered ? 'filtered' : 'all'}>
        <Autocomplete
          label={t('who')}
          data={people.data?.items.map(({ name }) => name) ?? []}
          defaultValue={search.actor ?? ''}
          onChange={typedActor}
          w={{ base: '100%', xs: 170 }}
        />
        <Select
          label={t('kind.label')}
          data={Object.keys(KINDS).map((value) => ({ value, label: t(`kind.${value as 'session'}`) }))}
          value={search.kind ?? null}
          onChange={(kind) => filter({ kind: (kind ?? undefined) as AuditSearch['kind'] })}
          placeholder={t('kind.all')}
          clearable
          clearButtonProps={{ 'aria-label': t('clear') }}
          w={{ base: '100%', xs: 190 }}
        />
        <TextInput
          label={t('object')}
          placeholder="CP-1"
          defaultValue={search.object ?? ''}
          onChange={(event) => typedObject(event.currentTarget.value)}
          w={{ base: '100%', xs: 190 }}
        />
        <Moment label={t('since')} at={search.since} set={(since) => filter({ since })} />
        <Moment label={t('until')} at={search.until} set={(until) => filter({ until })} />
        {isFiltered && (
          <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
            {t('clear')}
          </Button>
        )}
      </Group>
      <Panel
        asked={list}
        isEmpty={(data) => data.pages[0]?.items.length === 0}
        empty={<Text>{t(isFiltered ? 'empty' : 'none')}</Text>}
        rows={8}
      >
        {(data) => (
          <Paper withBorder>
            {data.pages
              .flatMap((page) => page.items)
              .map((entry) => (
                <AuditRow key={entry.id} entry={entry} />
              ))}
          </Paper>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

/** A moment of the browser's zone; the address holds it in UTC, so that a link means the same everywhere. */
function Moment({ label, at, set }: { label: string; at?: string; set: (at: string | undefined) => void }) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      defaultValue={at && local(at)}
      onBlur={({ currentTarget: { value } }) => set(value ? new Date(value).toISOString() : undefined)}
      w={{ base: '100%', xs: 200 }}
    />
  );
}

function local(at: string): string {
  const moment = new Date(at);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
