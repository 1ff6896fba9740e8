import { Alert, Button, Divider, Drawer, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Confirm } from '../../app/Confirm';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { ShownOnce } from '../../app/ShownOnce';
import { Failed } from '../../app/states';
import { LEAST } from '../session/links';
import { type Role, useSession } from '../session/session';
import { AccessFields } from './AccessFields';
import { linkOf } from './Invite';
import { SessionList } from './SessionList';

type Person = Schemas['OperatorView'];

/** One person: what they may do and where, how they sign in, where they are signed in. */
export function PersonDrawer({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="lg"
      title={
        <Text fw={600} size="lg">
          {person.displayName ? `${person.displayName} (${person.name})` : person.name}
        </Text>
      }
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack gap="lg">
        <Rights person={person} />
        <Divider />
        <SignIn person={person} />
        <Divider />
        <section>
          <Title order={2} size="h5" mb="xs">
            {t('sessions.title')}
          </Title>
          <Sessions name={person.name} />
        </section>
        <Divider />
        <Ending person={person} close={close} />
      </Stack>
    </Drawer>
  );
}

function usePatch(name: string) {
  const queries = useQueryClient();
  return async (change: Schemas['OperatorForm']) => {
    await body(api.PATCH('/api/v1/operators/{name}', { params: { path: { name } }, body: change }));
    await queries.invalidateQueries({ queryKey: keys.people });
    // Somebody may have changed what he himself may do.
    await queries.invalidateQueries({ queryKey: keys.session, exact: true });
  };
}

function Rights({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const [error, setError] = useState<string>();
  const [saved, setSaved] = useState(false);
  const patch = usePatch(person.name);
  const form = useForm({
    initialValues: {
      displayName: person.displayName ?? '',
      email: person.email ?? '',
      role: person.role as Role,
      sites: person.sites ?? [],
    },
    onValuesChange: () => setSaved(false),
  });

  async function submit(values: typeof form.values) {
    setError(undefined);
    try {
      await patch(values);
      form.resetDirty(values);
      setSaved(true);
    } catch (refused) {
      setError(atFields(refused, ['displayName', 'email', 'role', 'sites'], form.setFieldError));
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <FormError error={error} />
        {person.singleSignOn && <Alert color="gray">{t('follows')}</Alert>}
        <TextInput label={t('field.displayName')} {...form.getInputProps('displayName')} />
        <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
        <AccessFields role={form.getInputProps('role')} sites={form.getInputProps('sites')} />
        <Group>
          <Button type="submit" loading={form.submitting} disabled={!form.isDirty()}>
            {common('action.save')}
          </Button>
          <Text size="sm" role="status">
            {saved && t('saved')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** A password is set by the person, with a link; or by the administrator, where no link can be sent. */
function SignIn({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [link, setLink] = useState<string>();
  const [set, setSet] = useState(false);
  const path = { params: { path: { name: person.name } } };
  const invite = useMutation({
    mutationFn: () => body(api.POST('/api/v1/operators/{name}/invitation', path)),
    onSuccess: (invited) => setLink(linkOf(invited)),
  });
  const form = useForm({ initialValues: { password: '' } });

  async function submit({ password }: typeof form.values) {
    setSet(false);
    try {
      await body(api.PUT('/api/v1/operators/{name}/password', { ...path, body: { password } }));
      form.reset();
      setSet(true);
      void queries.invalidateQueries({ queryKey: keys.people });
    } catch (refused) {
      const other = atFields(refused, ['password'], form.setFieldError);
      if (other) form.setFieldError('password', other);
    }
  }

  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h5">
        {t('signIn.title')}
      </Title>
      {person.singleSignOn ? (
        <Text size="sm">{t('signIn.singleSignOn')}</Text>
      ) : (
        <>
          <Text size="sm">{t(person.hasPassword ? 'signIn.reset' : 'signIn.invite')}</Text>
          {invite.error && <Failed error={invite.error} />}
          {link ? (
            <ShownOnce label={t('linkHint')} secret={link} />
          ) : (
            <Button
              variant="default"
              onClick={() => invite.mutate()}
              loading={invite.isPending}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('signIn.newLink')}
            </Button>
          )}
          <form onSubmit={form.onSubmit(submit)}>
            <Group align="flex-end">
              <PasswordInput
                label={t('signIn.password')}
                description={t('signIn.passwordHint', { count: LEAST })}
                autoComplete="new-password"
                required
                flex={1}
                miw={220}
                {...form.getInputProps('password')}
              />
              <Button type="submit" variant="default" loading={form.submitting}>
                {t('signIn.set')}
              </Button>
            </Group>
            <Text size="sm" role="status">
              {set && t('signIn.done')}
            </Text>
          </form>
        </>
      )}
    </Stack>
  );
}

function Sessions({ name }: { name: string }) {
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: keys.personSessions(name),
    queryFn: () => body(api.GET('/api/v1/operators/{name}/sessions', { params: { path: { name } } })),
    staleTime: 0,
  });
  return (
    <SessionList
      asked={asked}
      end={async (session) => {
        await body(api.DELETE('/api/v1/operators/{name}/sessions/{session}', { params: { path: { name, session } } }));
        await queries.invalidateQueries({ queryKey: keys.personSessions(name) });
      }}
    />
  );
}

/** Shut out for a while, which can be taken back, or deleted, which cannot. */
function Ending({ person, close }: { person: Person; close: () => void }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const own = useSession()?.name === person.name;
  const patch = usePatch(person.name);
  const [deleting, deletingIs] = useDisclosure(false);
  const disable = useMutation({ mutationFn: () => patch({ disabled: !person.disabled }) });
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h5">
        {t('end.title')}
      </Title>
      <Text size="sm">{t(own ? 'end.own' : person.disabled ? 'end.isDisabled' : 'end.disableHint')}</Text>
      {disable.error && <Failed error={disable.error} />}
      <Group>
        <Button variant="default" loading={disable.isPending} disabled={own} onClick={() => disable.mutate()}>
          {t(person.disabled ? 'end.enable' : 'end.disable')}
        </Button>
        <Button variant="default" disabled={own} onClick={deletingIs.open}>
          {t('end.delete')}
        </Button>
      </Group>
      {deleting && (
        <Confirm
          title={t('end.deleteTitle', { name: person.name })}
          consequence={t('end.deleteConsequence')}
          action={t('end.delete')}
          close={deletingIs.close}
          run={async () => {
            await body(api.DELETE('/api/v1/operators/{name}', { params: { path: { name: person.name } } }));
            close();
            await queries.invalidateQueries({ queryKey: keys.people });
          }}
        />
      )}
    </Stack>
  );
}
