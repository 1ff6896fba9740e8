import { Drawer, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { displayOf, placeOf, type Variable } from './tree';

/** Who changed this value, and when. */
export function History({ station, variable, close }: { station: string; variable: Variable; close: () => void }) {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const asked = useInfiniteQuery({
    queryKey: keys.variableHistory(station, placeOf(variable)),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/stations/{id}/variables/history', {
          params: {
            path: { id: station },
            query: { component: variable.component, variable: variable.variable, limit: 100, after: pageParam },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const shown = (asked.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (change) => placeOf(change) === placeOf(variable),
  );
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={t('history.title', { name: displayOf(variable) })}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack>
        <Panel asked={asked} isEmpty={() => shown.length === 0} empty={<Text>{t('history.empty')}</Text>}>
          {() => (
            <Table aria-label={t('history.title', { name: displayOf(variable) })}>
              <Table.Thead>
                <Table.Tr>
                  {(['at', 'before', 'after', 'who'] as const).map((column) => (
                    <Table.Th key={column}>{t(`history.${column}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((change) => (
                  <Table.Tr key={`${change.at} ${change.newValue}`}>
                    <Table.Td>
                      <Age at={change.at} size="sm" />
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{change.oldValue ?? '–'}</Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{change.newValue ?? '–'}</Table.Td>
                    <Table.Td>
                      <Text size="sm">
                        {change.source === 'set'
                          ? t('history.us', { actor: change.actor ?? '' })
                          : t('history.station', { source: change.source })}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Panel>
        <MoreButton list={asked} />
      </Stack>
    </Drawer>
  );
}
