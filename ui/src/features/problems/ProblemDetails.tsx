import { Button, Code, Group, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { Panel } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import type { Problem } from './kinds';
import classes from './Problems.module.css';
import { useCare } from './queries';

/** What is known, what happened, and a place for notes. */
export function ProblemDetails({ problem }: { problem: Problem }) {
  const { t, i18n } = useTranslation('problems');
  const session = useSession();
  const [note, setNote] = useState('');
  const change = useCare();
  const history = useQuery({
    queryKey: keys.problemHistory(problem.id),
    queryFn: () => body(api.GET('/api/v1/problems/{id}/history', { params: { path: { id: problem.id } } })),
  });
  const device = [problem.vendor, problem.model, problem.firmwareVersion].filter(Boolean).join(' · ');
  const told = (what: string, detail?: string) =>
    t(`event.${what as 'opened'}`, {
      detail: what === 'snoozed' && detail ? moment(detail, undefined, i18n.language) : detail,
    });
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} mt="xs">
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t('facts')}
        </Title>
        {device && (
          <Text size="sm">
            {t('device')}: {device}
            {problem.site && ` · ${problem.site}`}
          </Text>
        )}
        {Object.entries(problem.facts).map(([name, value]) => (
          <Text size="sm" key={name}>
            {name}: <Code style={{ overflowWrap: 'anywhere' }}>{value}</Code>
          </Text>
        ))}
        {mayAct(session, 'technician') && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              change.mutate({ ids: [problem.id], care: { note } }, { onSuccess: () => setNote('') });
            }}
          >
            <Textarea
              label={t('note')}
              placeholder={t('noteHint')}
              autosize
              minRows={2}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              error={change.error?.message}
            />
            <Group justify="flex-end" mt="xs">
              <Button type="submit" size="xs" disabled={note.trim() === ''} loading={change.isPending}>
                {t('addNote')}
              </Button>
            </Group>
          </form>
        )}
      </Stack>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t('history')}
        </Title>
        <Panel asked={history}>
          {(data) => (
            <ol className={classes.history}>
              {data.items.map((entry) => (
                <li key={`${entry.at} ${entry.what}`}>
                  <Text size="sm">{told(entry.what, entry.detail)}</Text>
                  <Text size="xs" c="dimmed">
                    {entry.actor} · {moment(entry.at, undefined, i18n.language)}
                  </Text>
                </li>
              ))}
            </ol>
          )}
        </Panel>
      </Stack>
    </SimpleGrid>
  );
}
