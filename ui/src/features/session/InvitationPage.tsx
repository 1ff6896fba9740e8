import { Alert, Anchor, Button, Center, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { LEAST, useCodeOfLink } from './links';

/** Somebody who was invited sets the first password by a link that works once. */
export function InvitationPage() {
  const { t } = useTranslation('session');
  const queries = useQueryClient();
  const router = useRouter();
  const code = useCodeOfLink();
  const [error, setError] = useState<ApiError>();
  const form = useForm({
    initialValues: { password: '', again: '' },
    validate: {
      password: (value) => (value.length < LEAST ? t('setup.passwordHint', { count: LEAST }) : null),
      again: (value, values) => (value === values.password ? null : t('setup.differ')),
    },
  });

  async function submit({ password }: typeof form.values) {
    setError(undefined);
    try {
      const session = await body(api.POST('/api/v1/session/invitation', { body: { code, password } }));
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
              {t('invitation.title')}
            </Title>
            <Text size="sm">{t('invitation.intro')}</Text>
            {error && (
              <Alert color="red" role="alert">
                {error.message}{' '}
                <Anchor component={Link} to="/login">
                  {t('setup.toLogin')}
                </Anchor>
              </Alert>
            )}
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
              {t('invitation.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
