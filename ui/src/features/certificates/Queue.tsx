import { Alert, Anchor, Button, Group, SimpleGrid, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { MoreButton } from '../../app/MoreButton';
import { useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import classes from './Queue.module.css';
import { summaryQuery } from './query';
import { Request } from './Request';
import { type CertificateSearch, QUEUES } from './search';

/** For whom a request waits, and in which states it does. */
const STATES = {
  operator: ['awaitingApproval'],
  authority: ['received'],
  station: ['signed'],
  ended: ['accepted', 'rejected', 'refused', 'replaced'],
} as const;

type Props = { queue: CertificateSearch['queue']; change: (more: CertificateSearch) => void };

/** Requests for certificates by whom they wait for; those that wait for an operator can be decided here. */
export function Queue({ queue, change }: Props) {
  const { t } = useTranslation('certificates');
  const summary = useQuery(summaryQuery);
  const list = useInfiniteQuery({
    queryKey: [...keys.signing, 'list', queue],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/signing-requests', {
          params: { query: { ...(queue && { state: [...STATES[queue]] }), limit: 50, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  const count = (one: (typeof QUEUES)[number]) =>
    STATES[one].reduce((sum, state) => sum + (summary.data?.counts[state] ?? 0), 0);
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {QUEUES.map((one) => (
          <UnstyledButton
            key={one}
            className={classes.queue}
            data-queue={one}
            aria-pressed={queue === one}
            onClick={() => change({ queue: queue === one ? undefined : one })}
          >
            <Text size="xl" fw={700} className="live-value">
              {summary.data ? count(one) : '–'}
            </Text>
            <Text size="sm">{t(`queue.${one}`)}</Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
      <Manual />
      <Panel
        asked={list}
        isEmpty={() => shown.length === 0}
        empty={
          <>
            <Text>{t(queue ? 'queue.noneHere' : 'queue.none')}</Text>
            {queue && (
              <Button variant="default" onClick={() => change({ queue: undefined })}>
                {t('showAll')}
              </Button>
            )}
          </>
        }
      >
        {() => (
          <Stack gap="xs">
            {shown.map((request) => (
              <Request key={request.id} request={request} named />
            ))}
          </Stack>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

const KEY = 'certificateSigning';

/** Whether somebody is asked before a certificate is signed. */
function Manual() {
  const { t } = useTranslation('certificates');
  const queries = useQueryClient();
  const closed = useReason('administrator', true);
  const mayLook = useReason('viewer', true) === undefined;
  const asked = useQuery({
    queryKey: keys.settings,
    queryFn: () => body(api.GET('/api/v1/settings')),
    enabled: mayLook,
  });
  const manual = asked.data?.items.find(({ key }) => key === KEY)?.value === 'manual';
  const change = useMutation({
    mutationFn: (wanted: boolean) =>
      body(
        api.PATCH('/api/v1/settings', {
          body: { [KEY]: wanted ? 'manual' : 'automatic' } as object as Record<string, never>,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.settings }),
  });
  if (!asked.data) return null;
  return (
    <Alert color="gray" variant="light">
      <Group justify="space-between">
        <div style={{ flex: '1 1 300px' }}>
          <Text size="sm">{t(manual ? 'queue.manual' : 'queue.automatic')}</Text>
          <Text size="xs" c="dimmed">
            {t('queue.perStation')}{' '}
            <Anchor component={Link} to="/settings?q=certificateSigning" size="xs" underline="always">
              {KEY}
            </Anchor>
          </Text>
        </div>
        <Switch
          label={t('queue.ask')}
          description={closed}
          disabled={closed !== undefined}
          checked={manual}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      </Group>
      {change.error && <Failed error={change.error} />}
    </Alert>
  );
}
