import { Anchor, Badge, Breadcrumbs, Button, Card, Grid, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, moment } from '../../app/format';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { Rule } from './Rule';
import { TokenDialog } from './TokenDialog';
import { TryIt } from './TryIt';

type Token = Schemas['TokenView'];

/** One token: what it may, where it was shown last, and which stations know it by heart. */
export function TokenPage() {
  const { type, token: idToken } = useParams({ from: '/inside/tokens/$type/$token' });
  const { t } = useTranslation('tokens');
  const asked = useQuery({
    queryKey: keys.token(type, idToken),
    queryFn: () => body(api.GET('/api/v1/tokens/{type}/{idToken}', { params: { path: { type, idToken } } })),
  });
  return (
    <Stack gap="md">
      <Breadcrumbs>
        <Anchor component={Link} to="/tokens">
          {t('title')}
        </Anchor>
        <Text style={{ overflowWrap: 'anywhere' }}>{idToken}</Text>
      </Breadcrumbs>
      <Panel asked={asked}>
        {(token) => (
          <>
            <Header token={token} />
            <Grid>
              <Grid.Col span={{ base: 12, md: 7 }}>
                <Stack gap="lg">
                  <Uses idToken={token.idToken} />
                  <Charges idToken={token.idToken} />
                  <Lists token={token} />
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <Stack gap="lg">
                  <About token={token} />
                  <Card withBorder>
                    <Title order={2} size="h4" mb="xs">
                      {t('try.title')}
                    </Title>
                    <TryIt token={token} />
                  </Card>
                </Stack>
              </Grid.Col>
            </Grid>
          </>
        )}
      </Panel>
    </Stack>
  );
}

function Header({ token }: { token: Token }) {
  const { t } = useTranslation('tokens');
  const session = useSession();
  const queries = useQueryClient();
  const { t: common } = useTranslation();
  const [editing, editingIs] = useDisclosure(false);
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
    <Group justify="space-between" align="flex-start">
      <Stack gap={4}>
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {token.idToken}
        </Title>
        <Group gap="xs">
          <Badge color={token.status === 'accepted' ? 'teal.9' : 'red.9'} tt="none">
            {t(`status.${token.status as 'accepted'}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {token.type}
          </Text>
        </Group>
        {change.error && <Failed error={change.error} />}
      </Stack>
      {mayAct(session, 'operator') && (
        <Group gap="xs">
          <Button variant="default" onClick={editingIs.open}>
            {common('action.edit')}
          </Button>
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
            {t(blocked ? 'unblock' : 'block')}
          </Button>
        </Group>
      )}
      {editing && <TokenDialog token={token} close={editingIs.close} />}
    </Group>
  );
}

function About({ token }: { token: Token }) {
  const { t, i18n } = useTranslation('tokens');
  const rows: [label: string, value: React.ReactNode][] = [
    [
      t('column.group'),
      token.group && (
        <Anchor component={Link} to="/tokens" search={{ group: token.group } as never} size="sm">
          {token.group}
        </Anchor>
      ),
    ],
    [t('column.until'), token.validUntil && moment(token.validUntil, undefined, i18n.language)],
    [t('form.maxConcurrent'), token.maxConcurrent],
    [t('page.allowedAt'), token.allowedAt?.length ? token.allowedAt.join(', ') : t('form.everywhere')],
    [t('page.language'), token.language],
    [t('page.message'), token.personalMessage],
    [t('page.created'), moment(token.createdAt, undefined, i18n.language)],
    [t('column.changed'), moment(token.changedAt, undefined, i18n.language)],
  ];
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('page.about')}
      </Title>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value !== undefined && value !== '')
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
                  {label}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Uses({ idToken }: { idToken: string }) {
  const { t } = useTranslation('tokens');
  const asked = useQuery({
    queryKey: keys.tokenUses(idToken),
    queryFn: () => body(api.GET('/api/v1/authorizations', { params: { query: { idToken, limit: 10 } } })),
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('page.uses')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('page.noUses')}</Text>} rows={2}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((attempt) => (
              <Card withBorder padding="sm" key={`${attempt.at} ${attempt.station} ${attempt.purpose}`}>
                <Group justify="space-between">
                  <Anchor component={Link} to={`/stations/${encodeURIComponent(attempt.station)}`} size="sm" fw={600}>
                    {attempt.station}
                  </Anchor>
                  <Age at={attempt.at} size="xs" c="dimmed" />
                </Group>
                <Text size="sm">
                  {t(`purpose.${attempt.purpose as 'start'}`)}: {t(`status.${attempt.status as 'accepted'}`)}.{' '}
                  <Rule rule={attempt.rule} />
                </Text>
              </Card>
            ))}
          </Stack>
        )}
      </Panel>
    </Stack>
  );
}

function Charges({ idToken }: { idToken: string }) {
  const { t, i18n } = useTranslation('tokens');
  const asked = useQuery({
    queryKey: keys.transactionList({ ofToken: idToken }),
    queryFn: () => body(api.GET('/api/v1/transactions', { params: { query: { idToken, limit: 5 } } })),
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('page.charges')}
      </Title>
      <Panel
        asked={asked as never}
        isEmpty={(data: Schemas['PageTransactionView']) => data.items.length === 0}
        empty={<Text>{t('page.noCharges')}</Text>}
        rows={2}
      >
        {(data: Schemas['PageTransactionView']) => (
          <Stack gap="xs">
            {data.items.map((charge) => (
              <Group key={charge.id} justify="space-between">
                <Anchor component={Link} to={`/transactions/${charge.id}`} size="sm">
                  {charge.station} · {energy(charge.energyWh, i18n.language)}
                </Anchor>
                <Age at={charge.startedAt ?? charge.startReceivedAt} size="xs" c="dimmed" />
              </Group>
            ))}
          </Stack>
        )}
      </Panel>
    </Stack>
  );
}

function Lists({ token }: { token: Token }) {
  const { t } = useTranslation('tokens');
  const asked = useQuery({
    queryKey: keys.tokenLists(token.type, token.idToken),
    queryFn: () =>
      body(
        api.GET('/api/v1/tokens/{type}/{idToken}/local-lists', {
          params: { path: { type: token.type, idToken: token.idToken } },
        }),
      ),
  });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('page.lists')}
      </Title>
      <Panel
        asked={asked}
        isEmpty={(data) => data.items.length === 0}
        empty={<Text>{t('page.noLists')}</Text>}
        rows={2}
      >
        {(data) => (
          <Table aria-label={t('page.lists')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('attempt.station')}</Table.Th>
                <Table.Th>{t('page.listedAs')}</Table.Th>
                <Table.Th ta="right">{t('page.version')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((one) => (
                <Table.Tr key={one.station}>
                  <Table.Td>
                    <Anchor component={Link} to={`/stations/${encodeURIComponent(one.station)}`} size="sm">
                      {one.station}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{t(`status.${one.status as 'accepted'}`)}</Table.Td>
                  <Table.Td ta="right">{one.version}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
    </Stack>
  );
}
