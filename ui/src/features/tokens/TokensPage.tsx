import { Anchor, Button, Group, Stack, Table, Tabs, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearch, IconTableImport } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { ExportMenu } from '../../app/ExportMenu';
import { moment } from '../../app/format';
import { ListTable } from '../../app/ListTable';
import { MoreButton } from '../../app/MoreButton';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { Attempts } from './Attempts';
import { Groups } from './Groups';
import { tokenSearch } from './search';
import { TokenDialog } from './TokenDialog';
import { TryIt } from './TryIt';

type Token = Schemas['TokenView'];

/** Who may charge, and how that was decided lately. */
export function TokensPage() {
  const { t } = useTranslation('tokens');
  const { tab } = useSearch({ from: '/inside/tokens' });
  const navigate = useNavigate();
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <Tabs
        value={tab ?? 'tokens'}
        keepMounted={false}
        onChange={(to) => void navigate({ to: '/tokens', search: tokenSearch({ tab: to }) })}
      >
        <Tabs.List mb="md" aria-label={t('title')}>
          <Tabs.Tab value="tokens">{t('title')}</Tabs.Tab>
          <Tabs.Tab value="groups">{t('groups.title')}</Tabs.Tab>
          <Tabs.Tab value="attempts">{t('attempts')}</Tabs.Tab>
          <Tabs.Tab value="try">{t('try.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tokens">
          <List />
        </Tabs.Panel>
        <Tabs.Panel value="groups">
          <Groups />
        </Tabs.Panel>
        <Tabs.Panel value="attempts">
          <Attempts />
        </Tabs.Panel>
        <Tabs.Panel value="try">
          <TryIt />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function List() {
  const { t } = useTranslation('tokens');
  const session = useSession();
  const { q: asked, group } = useSearch({ from: '/inside/tokens' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(asked ?? '');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [adding, addingIs] = useDisclosure(false);
  const list = useInfiniteQuery({
    queryKey: keys.tokenList({ q, group }),
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/tokens', { params: { query: { q: q || undefined, group, limit: 100, after: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const mayChange = mayAct(session, 'operator');
  return (
    <Stack>
      <Group>
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          flex={1}
          miw={200}
        />
        <ExportMenu path="/tokens" filter={{ q: q || undefined, group }} />
        {mayChange && (
          <>
            <Button component={Link} to="/tokens/import" variant="default" leftSection={<IconTableImport size={16} />}>
              {t('import.title')}
            </Button>
            <Button leftSection={<IconPlus size={16} />} onClick={addingIs.open}>
              {t('add')}
            </Button>
          </>
        )}
      </Group>
      {group && (
        <Group gap="xs">
          <Text size="sm">{t('groups.only', { group })}</Text>
          <Button size="compact-sm" variant="default" onClick={() => void navigate({ to: '/tokens', search: {} })}>
            {t('groups.all')}
          </Button>
        </Group>
      )}
      <Panel
        asked={list}
        isEmpty={(data) => data.pages[0]?.items.length === 0}
        empty={<Text>{q || group ? t('empty') : t('none')}</Text>}
      >
        {(data) => (
          <ListTable
            label={t('title')}
            minWidth={680}
            highlight
            heads={[
              ...(['token', 'type', 'status', 'group', 'until', 'changed'] as const).map((column) =>
                t(`column.${column}`),
              ),
              ...(mayChange ? [''] : []),
            ]}
          >
            {data.pages
              .flatMap((page) => page.items)
              .map((token) => (
                <Row key={`${token.type} ${token.idToken}`} token={token} mayChange={mayChange} />
              ))}
          </ListTable>
        )}
      </Panel>
      <MoreButton list={list} />
      {adding && <TokenDialog close={addingIs.close} />}
    </Stack>
  );
}

function Row({ token, mayChange }: { token: Token; mayChange: boolean }) {
  const { t, i18n } = useTranslation('tokens');
  const queries = useQueryClient();
  const blocked = token.status === 'blocked';
  const change = useMutation({
    mutationFn: () =>
      body(
        api.PATCH('/api/v1/tokens/{type}/{idToken}', {
          params: { path: { type: token.type, idToken: token.idToken } },
          body: { status: blocked ? 'accepted' : 'blocked' },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.tokens }),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/tokens/${encodeURIComponent(token.type)}/${encodeURIComponent(token.idToken)}`}
          fw={600}
        >
          {token.idToken}
        </Anchor>
      </Table.Td>
      <Table.Td>{token.type}</Table.Td>
      <Table.Td>{t(`status.${token.status as 'accepted'}`)}</Table.Td>
      <Table.Td>{token.group}</Table.Td>
      <Table.Td>{token.validUntil && moment(token.validUntil, undefined, i18n.language)}</Table.Td>
      <Table.Td>
        <Age at={token.changedAt} size="sm" />
        {change.error && <Failed error={change.error} />}
      </Table.Td>
      {mayChange && (
        <Table.Td ta="right">
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate()}
            aria-label={`${t(blocked ? 'unblock' : 'block')} ${token.idToken}`}
          >
            {t(blocked ? 'unblock' : 'block')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
