import { Alert, Anchor, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { LEAST, useCodeOfLink } from './links';

/** The one-time link of the first start: its code stands behind the #, so that it is in no log of a proxy. */
export function SetupPage() {
  const { t } = useTranslation('session');
  const queries = useQueryClient();
  const router = useRouter();
  const [error, setError] = useState<ApiError>();
  const code = useCodeOfLink();
  const form = useForm({
    initialValues: { code, name: '', password: '', again: '' },
    validate: {
      password: (value) => (value.length < LEAST ? t('setup.passwordHint', { count: LEAST }) : null),
      again: (value, values) => (value === values.password ? null : t('setup.differ')),
    },
  });

  async function submit({ code, name, password }: typeof form.values) {
    setError(undefined);
    try {
      const session = await body(api.POST('/api/v1/setup', { body: { code, name, password } }));
      queries.setQueryData(keys.session, session);
      router.history.replace('/');
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      for (const { field, message } of refused.fields) form.setFieldError(field, message);
      if (refused.fields.length === 0) setError(refused);
    }
  }

  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={440} maw="100%">
        <form onSubmit={form.onSubmit(submit)}>
          <Stack>
            <Title order={1} size="h3">
              {t('setup.title')}
            </Title>
            <Text size="sm">{t('setup.intro')}</Text>
            {error && (
              <Alert color="red" role="alert">
                {error.status === 409 ? t('setup.closed') : error.message}{' '}
                <Anchor component={Link} to="/login">
                  {t('setup.toLogin')}
                </Anchor>
              </Alert>
            )}
            <TextInput
              label={t('setup.code')}
              description={t('setup.codeHint')}
              required
              autoComplete="off"
              {...form.getInputProps('code')}
            />
            <TextInput label={t('name')} required autoComplete="username" {...form.getInputProps('name')} />
            <PasswordInput
              label={t('setup.password')}
              description={t('setup.passwordHint', { count: LEAST })}
              required
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
            <PasswordInput
              label={t('setup.again')}
              required
              autoComplete="new-password"
              {...form.getInputProps('again')}
            />
            <Button type="submit" loading={form.submitting}>
              {t('setup.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
