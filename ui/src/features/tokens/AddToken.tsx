import { Button, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';

/** One token; what the server refuses stands at its field. */
export function AddToken({ close }: { close: () => void }) {
  const { t } = useTranslation('tokens');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm({ initialValues: { idToken: '', group: '', validUntil: '', maxConcurrent: '' as number | '' } });

  async function submit({ idToken, group, validUntil, maxConcurrent }: typeof form.values) {
    setError(undefined);
    try {
      await body(
        api.POST('/api/v1/tokens', {
          body: {
            idToken,
            ...(group && { group }),
            ...(validUntil && { validUntil: new Date(validUntil).toISOString() }),
            ...(maxConcurrent !== '' && { maxConcurrent }),
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: keys.tokens });
      close();
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      for (const { field, message } of refused.fields) form.setFieldError(field, message);
      if (refused.fields.length === 0) setError(refused.message);
    }
  }

  return (
    <Modal opened onClose={close} title={t('add')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormError error={error} />
          <TextInput
            label={t('form.idToken')}
            description={t('form.idHint')}
            required
            data-autofocus
            {...form.getInputProps('idToken')}
          />
          <TextInput label={t('form.group')} description={t('form.groupHint')} {...form.getInputProps('group')} />
          <TextInput type="datetime-local" label={t('form.validUntil')} {...form.getInputProps('validUntil')} />
          <NumberInput label={t('form.maxConcurrent')} min={1} {...form.getInputProps('maxConcurrent')} />
          <Button type="submit" loading={form.submitting}>
            {t('add')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
