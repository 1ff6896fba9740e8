import { Anchor, Badge, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { CardTable } from '../../app/CardTable';
import { Empty, Panel } from '../../app/states';
import { Age } from '../../app/time';
import type { Role } from '../session/session';
import { Invite } from './Invite';
import { PersonDrawer } from './PersonDrawer';
import { peopleQuery } from './query';
import { type PeopleSearch, peopleSearch } from './search';

type Person = Schemas['OperatorView'];

/** Who works with this server, as what, and where. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const { t: ofSession } = useTranslation('session');
  const search = peopleSearch(useSearch({ from: '/inside/people' }));
  const navigate = useNavigate({ from: '/people' });
  const asked = useQuery(peopleQuery);
  const [inviting, invitingIs] = useDisclosure(false);
  const show = (change: PeopleSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const typed = useDebouncedCallback((q: string) => show({ q: q || undefined }), 200);
  const wanted = search.q?.toLowerCase() ?? '';
  const columns = [
    {
      name: t('field.name'),
      of: (one: Person) => (
        <div>
          <Anchor component={Link} to={`/people?person=${encodeURIComponent(one.name)}`} fw={600} size="sm">
            {one.name}
          </Anchor>
          <Text size="xs" c="dimmed">
            {[one.displayName, one.email].filter(Boolean).join(' · ')}
          </Text>
        </div>
      ),
    },
    { name: t('field.role'), of: (one: Person) => ofSession(`role.${one.role as Role}`) },
    { name: t('field.sites'), of: (one: Person) => one.sites?.join(', ') ?? t('everywhere') },
    { name: t('state.label'), of: (one: Person) => <State person={one} /> },
    { name: t('lastLogin'), of: (one: Person) => <Age at={one.lastLoginAt} size="sm" /> },
  ];
  const open = asked.data?.items.find(({ name }) => name === search.person);

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Button leftSection={<IconPlus size={16} />} onClick={invitingIs.open}>
          {t('invite')}
        </Button>
      </Group>
      <TextInput
        leftSection={<IconSearch size={16} />}
        placeholder={t('filter')}
        aria-label={t('filter')}
        defaultValue={search.q ?? ''}
        onChange={(event) => typed(event.currentTarget.value)}
      />
      <Panel asked={asked}>
        {({ items }) => {
          const shown = items.filter((one) =>
            [one.name, one.displayName, one.email, one.role, ...(one.sites ?? [])].some((text) =>
              text?.toLowerCase().includes(wanted),
            ),
          );
          if (shown.length === 0) return <Empty>{t('empty')}</Empty>;
          return <CardTable label={t('title')} columns={columns} items={shown} keyOf={(one) => one.name} />;
        }}
      </Panel>
      {inviting && <Invite close={invitingIs.close} />}
      {open && <PersonDrawer key={open.name} person={open} close={() => show({ person: undefined })} />}
    </Stack>
  );
}

function State({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  if (person.disabled)
    return (
      <Badge color="red.9" tt="none">
        {t('state.disabled')}
      </Badge>
    );
  if (person.singleSignOn) return <Text size="sm">{t('state.singleSignOn')}</Text>;
  if (!person.hasPassword)
    return (
      <Badge color="orange.9" tt="none">
        {t('state.invited')}
      </Badge>
    );
  return <Text size="sm">{t('state.active')}</Text>;
}
