import { Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { span } from '../../app/format';
import { LANGUAGES, type Language, speak } from '../../i18n';

/** Only pages of our own may follow the sign-in. */
export function inside(to: string | undefined): string {
  return to?.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/';
}

export function LoginPage() {
  const { t } = useTranslation('session');
  const { to } = useSearch({ from: '/login' });
  const queries = useQueryClient();
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const options = useQuery({
    queryKey: ['session-options'],
    queryFn: () => body(api.GET('/api/v1/session/options')),
    staleTime: Number.POSITIVE_INFINITY,
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      const session = await body(
        api.POST('/api/v1/session', {
          body: { name: String(form.get('name')), password: String(form.get('password')) },
        }),
      );
      queries.setQueryData(keys.session, session);
      if (session.language && session.language in LANGUAGES) await speak(session.language as Language);
      router.history.push(inside(to));
    } catch (refused) {
      setError(said(refused));
    } finally {
      setBusy(false);
    }
  }

  function said(refused: unknown): string {
    if (refused instanceof ApiError && refused.code === 'wrong-credentials') return t('wrong');
    if (refused instanceof ApiError && refused.status === 429) return t('throttled', { age: span(60_000) });
    return refused instanceof Error ? refused.message : String(refused);
  }

  const oidc = options.data?.oidc;
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={380} maw="100%">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              Stationmaster
            </Title>
            <FormError error={error} />
            <TextInput name="name" label={t('name')} autoComplete="username" required size="md" autoFocus />
            <PasswordInput name="password" label={t('password')} autoComplete="current-password" required size="md" />
            <Button type="submit" loading={busy} size="md">
              {t('submit')}
            </Button>
            {oidc && (
              <Button component="a" href={oidc.start} variant="default" size="md">
                {t('oidc', { provider: oidc.name })}
              </Button>
            )}
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
