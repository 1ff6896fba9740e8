import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { useListKeys } from '../../app/listKeys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import { CareButtons } from './CareButtons';
import { KINDS, SEVERITIES } from './kinds';
import { ProblemCard } from './ProblemCard';
import classes from './Problems.module.css';
import { peopleQuery, summaryQuery } from './queries';
import { asked, type ProblemSearch } from './search';

/** The inbox: what is wrong, the most important first; the filter stands in the address. */
export function ProblemsPage() {
  const { t } = useTranslation('problems');
  const search = useSearch({ from: '/inside/problems' });
  const navigate = useNavigate({ from: '/problems' });
  const session = useSession();
  const [opened, setOpened] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const summary = useQuery(summaryQuery);
  const list = useInfiniteQuery({
    queryKey: keys.problemList(search),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/problems', { params: { query: { ...asked(search), limit: 50, after: pageParam } as never } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    // Impact grows with time; what changes otherwise is told by the live stream.
    refetchInterval: 30_000,
  });
  const shown = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const chosen = shown.filter((problem) => selected.has(problem.id)).map((problem) => problem.id);
  const toggle = (id: string) =>
    setSelected((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const at = useListKeys(shown.length, {
    open: (index) => setOpened((before) => (before === shown[index]?.id ? undefined : shown[index]?.id)),
    select: (index) => toggle(shown[index]?.id ?? ''),
  });
  const filtered = Object.keys(search).length > 0;

  return (
    <Stack gap="md">
      <Group justify="space-between" align="baseline">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {summary.data && (
          <Text size="sm" c="dimmed" aria-live="polite">
            {t('summary', { open: summary.data.open, unattended: summary.data.unattended })} · {t('rankedBy')}
          </Text>
        )}
      </Group>
      <Filters
        search={search}
        change={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      />
      {chosen.length > 0 && mayAct(session, 'technician') && (
        <Group gap="sm" role="status">
          <Text size="sm">{t('selected', { count: chosen.length })}</Text>
          <CareButtons ids={chosen} done={() => setSelected(new Set())} />
          <Button size="xs" variant="subtle" onClick={() => setSelected(new Set())}>
            ×
          </Button>
        </Group>
      )}
      <Panel
        asked={list}
        isEmpty={() => shown.length === 0}
        empty={
          filtered ? (
            <Text>{t('noMatch')}</Text>
          ) : (
            <>
              <Text fw={600}>{t('none')}</Text>
              <Text size="sm">{t('noneHint')}</Text>
            </>
          )
        }
        rows={6}
      >
        {() => (
          <ul className={classes.list} aria-label={t('title')}>
            {shown.map((problem, index) => (
              <ProblemCard
                key={problem.id}
                problem={problem}
                current={index === at}
                opened={opened === problem.id}
                open={() => setOpened(opened === problem.id ? undefined : problem.id)}
                selected={selected.has(problem.id)}
                select={() => toggle(problem.id)}
              />
            ))}
          </ul>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

function Filters({ search, change }: { search: ProblemSearch; change: (change: ProblemSearch) => void }) {
  const { t } = useTranslation('problems');
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')), staleTime: 60_000 });
  const people = useQuery(peopleQuery);
  const typed = useDebouncedCallback((q: string) => change({ q: q || undefined }), 200);
  const me = session?.name;
  const others = people.data?.items.map((person) => person.name).filter((name) => name !== me) ?? [];
  return (
    <Group gap="sm">
      <TextInput
        ref={field}
        leftSection={<IconSearch size={16} />}
        placeholder={t('filter.search')}
        aria-label={t('filter.search')}
        defaultValue={search.q ?? ''}
        onChange={(event) => typed(event.currentTarget.value)}
        flex={1}
        miw={200}
      />
      <Select
        aria-label={t('filter.kind')}
        placeholder={t('filter.kind')}
        clearable
        data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={search.kind ?? null}
        onChange={(kind) => change({ kind: kind ?? undefined })}
        w={190}
      />
      <Select
        aria-label={t('filter.severity')}
        placeholder={t('filter.severity')}
        clearable
        data={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        value={search.severity ?? null}
        onChange={(severity) => change({ severity: (severity as 'minor') ?? undefined })}
        w={130}
      />
      <Select
        aria-label={t('filter.site')}
        placeholder={t('filter.site')}
        clearable
        searchable
        data={sites.data?.items.map(({ name, title }) => ({ value: name, label: title ?? name })) ?? []}
        value={search.site ?? null}
        onChange={(site) => change({ site: site ?? undefined })}
        w={150}
      />
      <Select
        aria-label={t('filter.assignee')}
        placeholder={t('filter.assignee')}
        clearable
        data={[
          ...(me ? [{ value: me, label: t('filter.me') }] : []),
          { value: 'none', label: t('filter.nobody') },
          ...others.map((name) => ({ value: name, label: name })),
        ]}
        value={search.assignee ?? null}
        onChange={(assignee) => change({ assignee: assignee ?? undefined })}
        w={140}
      />
      <SegmentedControl
        aria-label={t('filter.state')}
        value={search.show ?? 'open'}
        onChange={(value) => change({ show: value === 'open' ? undefined : (value as 'closed') })}
        data={(['open', 'snoozed', 'closed'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
    </Group>
  );
}
