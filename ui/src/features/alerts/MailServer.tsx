import { Alert, Button, NumberInput, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { mailQuery } from './queries';

/** Through which server mails leave. */
export function MailServer() {
  const asked = useQuery(mailQuery);
  return <Panel asked={asked}>{(data) => <MailForm now={data} />}</Panel>;
}

function MailForm({ now }: { now: Schemas['MailServerView'] }) {
  const { t } = useTranslation('alerts');
  const queries = useQueryClient();
  const [said, setSaid] = useState<{ ok: boolean; text: string }>();
  const form = useForm({
    initialValues: {
      host: now.host ?? '',
      port: now.port ?? 587,
      security: now.security ?? 'starttls',
      username: now.username ?? '',
      password: '',
      sender: now.sender ?? '',
    },
  });

  async function submit({ password, ...values }: typeof form.values) {
    setSaid(undefined);
    try {
      await body(api.PUT('/api/v1/mail-server', { body: { ...values, ...(password && { password }) } }));
      await queries.invalidateQueries({ queryKey: keys.mailServer });
      setSaid({ ok: true, text: t('mail.saved') });
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      for (const { field, message } of refused.fields) form.setFieldError(field, message);
      if (refused.fields.length === 0) setSaid({ ok: false, text: refused.message });
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack maw={480}>
        <Text size="sm" c="dimmed">
          {t('mail.intro')}
        </Text>
        {said && (
          <Alert color={said.ok ? 'teal' : 'red'} role="status">
            {said.text}
          </Alert>
        )}
        <TextInput label={t('mail.host')} required {...form.getInputProps('host')} />
        <NumberInput label={t('mail.port')} required min={1} max={65_535} {...form.getInputProps('port')} />
        <Select
          label={t('mail.security')}
          allowDeselect={false}
          data={[
            { value: 'starttls', label: t('mail.starttls') },
            { value: 'tls', label: t('mail.tls') },
            { value: 'none', label: t('mail.plain') },
          ]}
          {...form.getInputProps('security')}
        />
        <TextInput label={t('mail.username')} autoComplete="off" {...form.getInputProps('username')} />
        <PasswordInput
          label={t('mail.password')}
          description={now.hasPassword ? t('mail.kept') : undefined}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <TextInput label={t('mail.sender')} type="email" required {...form.getInputProps('sender')} />
        <Button type="submit" loading={form.submitting}>
          {t('mail.save')}
        </Button>
      </Stack>
    </form>
  );
}
