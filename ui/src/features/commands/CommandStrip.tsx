import { Alert, Group, Paper, Stack, Stepper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Age, useNow } from '../../app/time';
import { stage } from './stage';

type Command = Schemas['CommandView'];

/** A command that ended is shown a little longer, so that its end is seen. */
const LINGER_MS = 20_000;

export const commandsQuery = (station: string) => ({
  queryKey: keys.commands(station),
  queryFn: () =>
    body(api.GET('/api/v1/stations/{id}/commands', { params: { path: { id: station }, query: { limit: 20 } } })),
});

/** What is on its way to the station, or has just come to its end. */
export function CommandStrip({ station }: { station: string }) {
  const now = useNow();
  const asked = useQuery(commandsQuery(station));
  const fresh = (asked.data?.items ?? []).filter((command) => {
    const { ended, at } = stage(command);
    return !ended || now - new Date(at).getTime() < LINGER_MS;
  });
  if (fresh.length === 0) return null;
  return (
    <Stack gap="xs" aria-live="polite">
      {fresh.slice(0, 3).map((command) => (
        <Progress key={command.id} command={command} />
      ))}
    </Stack>
  );
}

/** Queued → sent → the station answered → effect seen; never more than is known. */
export function Progress({ command }: { command: Command }) {
  const { t } = useTranslation('commands');
  const { step, trouble } = stage(command);
  const action = command.exchanges.at(0)?.action ?? command.type;
  const name = t(`action.${command.type as 'Reset'}`, { defaultValue: action });
  return (
    <Paper withBorder p="sm" data-command={command.state}>
      <Group justify="space-between" mb="xs">
        <Text fw={600} size="sm">
          {name}{' '}
          <Text span size="xs" c="dimmed">
            {name === action ? '' : action}
          </Text>
        </Text>
        <Text size="xs" c="dimmed">
          {command.actor} · <Age at={command.createdAt} span size="xs" />
        </Text>
      </Group>
      <Stepper active={step} size="xs" iconSize={22} color={trouble ? 'red.9' : undefined}>
        <Stepper.Step label={t('step.queued')} />
        <Stepper.Step label={t('step.sent')} />
        <Stepper.Step label={t('step.answered')} />
        {command.effect.state !== 'none' && <Stepper.Step label={t('step.effect')} />}
      </Stepper>
      {command.status && (
        <Text size="sm" mt="xs">
          {t('says', { status: command.status })}
        </Text>
      )}
      {trouble && (
        <Alert color="red" mt="xs" p="xs">
          {said(command)}
        </Alert>
      )}
      {command.effect.what && command.effect.state !== 'none' && (
        <Text size="sm" c="dimmed">
          {t(`effect.${command.effect.state as 'seen'}`, { what: command.effect.what })}
        </Text>
      )}
    </Paper>
  );

  function said({ state, reason }: Command): string {
    if (state === 'expired') return t('expired');
    return t(state === 'refused' ? 'refused' : 'failed', {
      reason: reason ?? command.status ?? command.effect.what ?? '',
    });
  }
}
