import { Anchor, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';

/** Tokens that may end each other's charges. */
export function Groups() {
  const { t } = useTranslation('tokens');
  const list = useInfiniteQuery({
    queryKey: keys.tokenGroups,
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/token-groups', { params: { query: { limit: 100, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('groups.hint')}
      </Text>
      <Panel asked={list} isEmpty={(data) => data.pages[0]?.items.length === 0} empty={<Text>{t('groups.none')}</Text>}>
        {(data) => (
          <Table highlightOnHover aria-label={t('groups.title')} maw={720}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('column.group')}</Table.Th>
                <Table.Th ta="right">{t('groups.members')}</Table.Th>
                <Table.Th ta="right">{t('groups.accepted')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.pages
                .flatMap((page) => page.items)
                .map((one) => (
                  <Table.Tr key={one.group}>
                    <Table.Td>
                      <Anchor component={Link} to="/tokens" search={{ group: one.group } as never} fw={600}>
                        {one.group}
                      </Anchor>
                    </Table.Td>
                    <Table.Td ta="right">{one.tokens}</Table.Td>
                    <Table.Td ta="right">{one.accepted}</Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}
