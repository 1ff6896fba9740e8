import { Anchor, Badge, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ListTable } from '../../app/ListTable';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { commandsQuery, Progress } from '../commands/CommandStrip';
import { Rule } from '../tokens/Rule';

/** What was asked of the station and what it told of itself. */
export function Activity({ station }: { station: string }) {
  const { t } = useTranslation('stations');
  const commands = useQuery(commandsQuery(station));
  const events = useQuery({
    queryKey: keys.events(station),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/events', { params: { path: { id: station } } })),
  });
  return (
    <Stack>
      <Shown station={station} />
      <Title order={2} size="h4">
        {t('activity.commands')}
      </Title>
      <Panel
        asked={commands}
        isEmpty={(data) => data.items.length === 0}
        empty={<Text>{t('activity.noCommands')}</Text>}
      >
        {(data) => (
          <Stack gap="xs">
            {data.items.map((command) => (
              <Progress key={command.id} command={command} />
            ))}
          </Stack>
        )}
      </Panel>
      <Title order={2} size="h4">
        {t('activity.events')}
      </Title>
      <Panel asked={events} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('activity.noEvents')}</Text>}>
        {(data) => (
          <Table striped>
            <Table.Tbody>
              {data.items.map((event) => (
                <Table.Tr key={`${event.at} ${event.kind} ${event.component} ${event.variable} ${event.type}`}>
                  <Table.Td w={160}>
                    <Age at={event.at} size="sm" />
                  </Table.Td>
                  <Table.Td>{[event.type, event.component, event.variable].filter(Boolean).join(' · ')}</Table.Td>
                  <Table.Td>{[event.value, event.techInfo].filter(Boolean).join(' · ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
    </Stack>
  );
}

/** Who showed which token here, what was decided and by which rule, and the frames in which that stands. */
function Shown({ station }: { station: string }) {
  const { t } = useTranslation('stations');
  const { t: tokens } = useTranslation('tokens');
  const asked = useQuery({
    queryKey: keys.shown(station),
    queryFn: () => body(api.GET('/api/v1/authorizations', { params: { query: { station, limit: 10 } } })),
    refetchInterval: 10_000,
  });
  return (
    <>
      <Title order={2} size="h4">
        {t('activity.shown')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('activity.noneShown')}</Text>}>
        {(data) => (
          <ListTable
            label={t('activity.shown')}
            minWidth={560}
            heads={[...(['at', 'token', 'verdict', 'rule'] as const).map((column) => tokens(`attempt.${column}`)), '']}
          >
            {data.items.map((attempt) => (
              <Table.Tr key={`${attempt.at} ${attempt.idToken} ${attempt.purpose}`}>
                <Table.Td w={150}>
                  <Age at={attempt.at} size="sm" />
                </Table.Td>
                <Table.Td fw={600}>{attempt.idToken}</Table.Td>
                <Table.Td>
                  <Badge tt="none" color={attempt.status === 'accepted' ? 'teal.9' : 'red.9'}>
                    {tokens(`status.${attempt.status as 'accepted'}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  <Rule rule={attempt.rule} />
                </Table.Td>
                <Table.Td ta="right">
                  <Anchor
                    size="sm"
                    renderRoot={(props) => (
                      <Link
                        {...props}
                        to="/stations/$station/{-$area}"
                        params={{ station, area: 'messages' }}
                        search={{ q: attempt.idToken }}
                      />
                    )}
                  >
                    {t('activity.frames')}
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </ListTable>
        )}
      </Panel>
    </>
  );
}
