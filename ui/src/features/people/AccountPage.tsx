import { Button, Card, Group, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { LANGUAGES, type Language, speak } from '../../i18n';
import { LEAST } from '../session/links';
import { type Session, useSession } from '../session/session';
import { SessionList } from './SessionList';

/** What somebody may change about their own account, and where they are signed in. */
export function AccountPage() {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { t: ofSession } = useTranslation('session');
  const session = useSession();
  if (!session) return null;
  return (
    <Stack gap="md" maw={640}>
      <div>
        <Title order={1} size="h3">
          {common('ownAccount')}
        </Title>
        <Text size="sm" c="dimmed">
          {session.name} · {ofSession(`role.${session.role}`)} · {session.sites?.join(', ') ?? t('everywhere')}
        </Text>
      </div>
      <Part title={t('own.about')}>
        <About session={session} />
      </Part>
      <Part title={t('own.password')}>
        {session.via === 'oidc' ? <Text size="sm">{t('own.singleSignOn')}</Text> : <Password />}
      </Part>
      <Part title={t('own.sessions')}>
        <Sessions />
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function About({ session }: { session: Session }) {
  const { t } = useTranslation('people');
  const { t: common, i18n } = useTranslation();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    initialValues: { displayName: session.displayName ?? '', language: session.language ?? i18n.language },
    onValuesChange: () => setSaved(false),
  });

  async function submit(values: typeof form.values) {
    setError(undefined);
    try {
      const changed = await body(api.PATCH('/api/v1/session', { body: values }));
      queries.setQueryData(keys.session, changed);
      await speak(values.language as Language);
      form.resetDirty(values);
      setSaved(true);
    } catch (refused) {
      setError(atFields(refused, ['displayName', 'language'], form.setFieldError));
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <FormError error={error} />
        <TextInput label={t('field.displayName')} autoComplete="name" {...form.getInputProps('displayName')} />
        <Select
          label={common('language')}
          description={t('own.languageHint')}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
        <Group>
          <Button type="submit" loading={form.submitting}>
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

function Password() {
  const { t } = useTranslation('people');
  const { t: ofSession } = useTranslation('session');
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const [changed, setChanged] = useState(false);
  const form = useForm({
    initialValues: { old: '', new: '', again: '' },
    validate: {
      new: (value) => (value.length < LEAST ? ofSession('setup.passwordHint', { count: LEAST }) : null),
      again: (value, values) => (value === values.new ? null : ofSession('setup.differ')),
    },
  });

  async function submit(values: typeof form.values) {
    setError(undefined);
    setChanged(false);
    try {
      await body(api.PUT('/api/v1/session/password', { body: { old: values.old, new: values.new } }));
      form.reset();
      setChanged(true);
      void queries.invalidateQueries({ queryKey: keys.ownSessions });
    } catch (refused) {
      setError(atFields(refused, ['new'], form.setFieldError));
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <FormError error={error} />
        <PasswordInput label={t('own.old')} required autoComplete="current-password" {...form.getInputProps('old')} />
        <PasswordInput
          label={t('own.new')}
          description={ofSession('setup.passwordHint', { count: LEAST })}
          required
          autoComplete="new-password"
          {...form.getInputProps('new')}
        />
        <PasswordInput label={t('own.again')} required autoComplete="new-password" {...form.getInputProps('again')} />
        <Group>
          <Button type="submit" loading={form.submitting}>
            {t('own.change')}
          </Button>
          <Text size="sm" role="status">
            {changed && t('own.changed')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function Sessions() {
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: keys.ownSessions,
    queryFn: () => body(api.GET('/api/v1/session/sessions')),
    staleTime: 0,
  });
  return (
    <SessionList
      asked={asked}
      end={async (session) => {
        await body(api.DELETE('/api/v1/session/sessions/{session}', { params: { path: { session } } }));
        await queries.invalidateQueries({ queryKey: keys.ownSessions });
      }}
    />
  );
}
