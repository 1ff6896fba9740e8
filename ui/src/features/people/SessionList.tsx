import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { browser } from './browser';

type Open = Schemas['OperatorOpenSession'];
type Asked = { data: { items: Open[] } | undefined; error: unknown; isPending: boolean; refetch: () => unknown };

/** Where somebody is signed in; each can be ended from here. */
export function SessionList({ asked, end }: { asked: Asked; end: (session: string) => Promise<unknown> }) {
  const { t } = useTranslation('people');
  const all = useMutation({
    mutationFn: async (sessions: Open[]) => {
      for (const { id, current } of sessions) if (!current) await end(id);
    },
  });
  return (
    <Panel asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Text>{t('sessions.none')}</Text>} rows={2}>
      {({ items }) => (
        <Stack gap="xs">
          {all.error && <Failed error={all.error} />}
          {items.map((session) => (
            <Line key={session.id} session={session} end={end} />
          ))}
          {items.filter(({ current }) => !current).length > 1 && (
            <Button
              variant="default"
              loading={all.isPending}
              onClick={() => all.mutate(items)}
              style={{ alignSelf: 'flex-start' }}
            >
              {t(items.some(({ current }) => current) ? 'sessions.endOthers' : 'sessions.endAll')}
            </Button>
          )}
        </Stack>
      )}
    </Panel>
  );
}

function Line({ session, end }: { session: Open; end: (session: string) => Promise<unknown> }) {
  const { t } = useTranslation('people');
  const ending = useMutation({ mutationFn: () => end(session.id) });
  const where = browser(session.userAgent) ?? t('sessions.unknown');
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Group gap={6}>
          <Text size="sm" fw={500}>
            {where}
          </Text>
          {session.current && (
            <Badge tt="none" color="teal.9">
              {t('sessions.current')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {session.remoteAddress} · {t('sessions.seen')} <Age at={session.seenAt} span size="xs" />
        </Text>
        {ending.error && <Failed error={ending.error} />}
      </div>
      {!session.current && (
        <Button
          size="xs"
          variant="default"
          loading={ending.isPending}
          onClick={() => ending.mutate()}
          aria-label={`${t('sessions.end')}: ${where}, ${session.remoteAddress ?? ''}`}
        >
          {t('sessions.end')}
        </Button>
      )}
    </Group>
  );
}
