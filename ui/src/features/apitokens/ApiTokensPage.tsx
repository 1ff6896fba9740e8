import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { Confirm } from '../../app/Confirm';
import { moment, span } from '../../app/format';
import { Panel } from '../../app/states';
import { Age, useNow } from '../../app/time';
import { AddApiToken } from './AddApiToken';
import { endsIn, roleOf } from './ends';

type ApiToken = Schemas['ApiTokenView'];

const ORIGINS = ['file', 'setup', 'operator'] as const;

/** The keys of programs: what each may do, until when, and whether anybody uses it still. */
export function ApiTokensPage() {
  const { t } = useTranslation('apiTokens');
  const { t: people } = useTranslation('people');
  const { t: ofSession } = useTranslation('session');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [adding, addingIs] = useDisclosure(false);
  const [deleting, setDeleting] = useState<ApiToken>();
  const asked = useQuery({
    queryKey: keys.apiTokens,
    queryFn: () => body(api.GET('/api/v1/api-tokens')),
    refetchInterval: 30_000,
  });
  const columns = [
    {
      name: t('name'),
      of: (one: ApiToken) => (
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {one.name}
        </Text>
      ),
    },
    { name: people('field.role'), of: (one: ApiToken) => ofSession(`role.${roleOf(one.role)}`) },
    { name: people('field.sites'), of: (one: ApiToken) => one.sites?.join(', ') ?? people('everywhere') },
    { name: t('expires'), of: (one: ApiToken) => <Expiry at={one.expiresAt} /> },
    { name: t('lastUsed'), of: (one: ApiToken) => <Age at={one.lastUsedAt} size="sm" /> },
    {
      name: t('made'),
      of: (one: ApiToken) => (
        <div>
          <Age at={one.createdAt} size="sm" />
          <Text size="xs" c="dimmed">
            {t(`origin.${ORIGINS.find((known) => known === one.origin) ?? 'operator'}`)}
          </Text>
        </div>
      ),
    },
  ];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Button leftSection={<IconPlus size={16} />} onClick={addingIs.open}>
          {t('add')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('hint')}
      </Text>
      <Panel asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Text>{t('none')}</Text>}>
        {({ items }) => (
          <CardTable
            label={t('title')}
            columns={columns}
            items={items}
            keyOf={(one) => one.name}
            actions={(one) => (
              <Button
                size="xs"
                variant="default"
                onClick={() => setDeleting(one)}
                aria-label={`${common('action.delete')} ${one.name}`}
              >
                {common('action.delete')}
              </Button>
            )}
          />
        )}
      </Panel>
      {adding && <AddApiToken close={addingIs.close} />}
      {deleting && (
        <Confirm
          title={t('deleteTitle', { name: deleting.name })}
          consequence={<Consequence token={deleting} />}
          action={common('action.delete')}
          close={() => setDeleting(undefined)}
          run={async () => {
            await body(api.DELETE('/api/v1/api-tokens/{name}', { params: { path: { name: deleting.name } } }));
            await queries.invalidateQueries({ queryKey: keys.apiTokens });
          }}
        />
      )}
    </Stack>
  );
}

function Consequence({ token }: { token: ApiToken }) {
  const { t } = useTranslation('apiTokens');
  return (
    <Stack gap="xs">
      <Text size="sm">{t('deleteConsequence')}</Text>
      <Text size="sm">
        {t('lastUsed')}: <Age at={token.lastUsedAt} span size="sm" fw={600} />
      </Text>
      {token.origin === 'file' && <Text size="sm">{t('fromFile')}</Text>}
    </Stack>
  );
}

/** The end of a token: a word where it is near or over. */
function Expiry({ at }: { at: string | undefined }) {
  const { t, i18n } = useTranslation('apiTokens');
  const { t: common } = useTranslation();
  const now = useNow();
  if (!at) return <Text size="sm">{t('never')}</Text>;
  const state = endsIn(at, now);
  const left = new Date(at).getTime() - now;
  return (
    <div>
      {state === 'over' && (
        <Badge tt="none" color="red.9">
          {t('over')}
        </Badge>
      )}
      {state === 'soon' && (
        <Badge tt="none" color="orange.9">
          {common('time.in', { age: span(left) })}
        </Badge>
      )}
      <Text size={state === 'later' ? 'sm' : 'xs'}>{moment(at, undefined, i18n.language)}</Text>
    </div>
  );
}
