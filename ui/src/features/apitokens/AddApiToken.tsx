import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { ShownOnce } from '../../app/ShownOnce';
import { AccessFields } from '../people/AccessFields';
import type { Role } from '../session/session';
import { endOf } from './ends';

/** A new key; its secret is shown this once. */
export function AddApiToken({ close }: { close: () => void }) {
  const { t } = useTranslation('apiTokens');
  const { t: common } = useTranslation();
  const [made, setMade] = useState<Schemas['ApiTokenView']>();
  return (
    <Modal
      opened
      onClose={close}
      title={t('add')}
      closeOnClickOutside={!made}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      {made ? (
        <Stack>
          <Text>{t('created', { name: made.name })}</Text>
          <ShownOnce label={t('secret')} secret={made.token ?? ''} />
          <Text size="xs" c="dimmed">
            {t('use')}
          </Text>
          <Button onClick={close}>{common('action.done')}</Button>
        </Stack>
      ) : (
        <Form made={setMade} />
      )}
    </Modal>
  );
}

function Form({ made }: { made: (token: Schemas['ApiTokenView']) => void }) {
  const { t } = useTranslation('apiTokens');
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm({ initialValues: { name: '', role: 'viewer' as Role, sites: [] as string[], until: '' } });

  async function submit({ name, role, sites, until }: typeof form.values) {
    setError(undefined);
    try {
      const token = await body(
        api.POST('/api/v1/api-tokens', {
          body: { name, role, ...(sites.length > 0 && { sites }), ...(until && { expiresAt: endOf(until) }) },
        }),
      );
      void queries.invalidateQueries({ queryKey: keys.apiTokens });
      made(token);
    } catch (refused) {
      setError(atFields(refused, ['name', 'role', 'sites'], form.setFieldError));
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <FormError error={error} />
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <AccessFields role={form.getInputProps('role')} sites={form.getInputProps('sites')} />
        <TextInput type="date" label={t('expires')} description={t('expiresHint')} {...form.getInputProps('until')} />
        <Button type="submit" loading={form.submitting}>
          {t('add')}
        </Button>
      </Stack>
    </form>
  );
}
