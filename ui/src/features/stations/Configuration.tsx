import { Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';

/** What the station's configuration is as far as it told: variables of 2.x, keys of 1.6. */
export function Configuration({ station }: { station: string }) {
  const { t } = useTranslation('stations');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const asked = useInfiniteQuery({
    queryKey: keys.variables(station, { q }),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/stations/{id}/variables', {
          params: { path: { id: station }, query: { q: q || undefined, limit: 200, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  return (
    <Stack>
      <TextInput
        leftSection={<IconSearch size={16} />}
        placeholder={t('config.search')}
        aria-label={t('config.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Panel
        asked={asked}
        isEmpty={(data) => data.pages[0]?.items.length === 0}
        empty={<Text>{t('config.empty')}</Text>}
      >
        {(data) => (
          <Table.ScrollContainer minWidth={640}>
            <Table striped>
              <Table.Thead>
                <Table.Tr>
                  {(['component', 'variable', 'value', 'mutability', 'reported'] as const).map((column) => (
                    <Table.Th key={column}>{t(`config.${column}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.pages
                  .flatMap((page) => page.items)
                  .map((variable) => (
                    <Row key={nameOf(variable)} variable={variable} />
                  ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Panel>
      <MoreButton list={asked} />
    </Stack>
  );
}

function nameOf(variable: Schemas['VariableView']): string {
  const { component, componentInstance, evse, connector, variable: name, variableInstance, type } = variable;
  return [component, componentInstance, evse, connector, name, variableInstance, type].join('/');
}

function Row({ variable }: { variable: Schemas['VariableView'] }) {
  const { t } = useTranslation('stations');
  const place = [variable.evse, variable.connector].filter((at) => at !== undefined).join('/');
  return (
    <Table.Tr>
      <Table.Td>{[variable.component, variable.componentInstance, place].filter(Boolean).join(' · ')}</Table.Td>
      <Table.Td>
        {[variable.variable, variable.variableInstance].filter(Boolean).join(' · ')}
        {variable.type && variable.type !== 'Actual' && (
          <Text span size="xs" c="dimmed">
            {' '}
            {variable.type}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {variable.mutability === 'WriteOnly' ? (
          <Text size="sm" c="dimmed" fs="italic">
            {t('config.secret')}
          </Text>
        ) : (
          <>
            {variable.value} {variable.unit}
          </>
        )}
      </Table.Td>
      <Table.Td>{variable.mutability}</Table.Td>
      <Table.Td>
        <Age at={variable.reportedAt} size="sm" />
      </Table.Td>
    </Table.Tr>
  );
}
