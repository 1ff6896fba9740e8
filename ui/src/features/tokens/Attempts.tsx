import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { ExportMenu } from '../../app/ExportMenu';
import { ListTable } from '../../app/ListTable';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { Rule } from './Rule';

/** Every token that was shown, and the rule that decided. */
export function Attempts() {
  const { t } = useTranslation('tokens');
  const list = useInfiniteQuery({
    queryKey: keys.authorizations,
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/authorizations', { params: { query: { limit: 100, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Stack>
      <Group justify="flex-end">
        <ExportMenu path="/authorizations" filter={{}} />
      </Group>
      <Panel
        asked={list}
        isEmpty={(data) => data.pages[0]?.items.length === 0}
        empty={<Text>{t('attempt.none')}</Text>}
      >
        {(data) => (
          <ListTable
            label={t('attempts')}
            minWidth={680}
            heads={(['at', 'station', 'token', 'purpose', 'verdict', 'rule'] as const).map((column) =>
              t(`attempt.${column}`),
            )}
          >
            {data.pages
              .flatMap((page) => page.items)
              .map((attempt) => (
                <Table.Tr key={`${attempt.at} ${attempt.station} ${attempt.idToken} ${attempt.purpose}`}>
                  <Table.Td>
                    <Age at={attempt.at} size="sm" />
                  </Table.Td>
                  <Table.Td>
                    <Anchor component={Link} to={`/stations/${encodeURIComponent(attempt.station)}`} size="sm">
                      {attempt.station}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <Anchor
                      component={Link}
                      to={`/tokens/${encodeURIComponent(attempt.type || 'ISO14443')}/${encodeURIComponent(attempt.idToken)}`}
                      size="sm"
                    >
                      {attempt.idToken}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{t(`purpose.${attempt.purpose as 'start'}`)}</Table.Td>
                  <Table.Td>{t(`status.${attempt.status as 'accepted'}`)}</Table.Td>
                  <Table.Td>
                    <Rule rule={attempt.rule} />
                  </Table.Td>
                </Table.Tr>
              ))}
          </ListTable>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}
