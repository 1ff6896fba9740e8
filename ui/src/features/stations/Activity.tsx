import { Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { commandsQuery, Progress } from '../commands/CommandStrip';

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
