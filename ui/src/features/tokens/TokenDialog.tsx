import { Button, Modal, NumberInput, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { formOf, type TokenValues, valuesOf } from './form';

type Token = Schemas['TokenView'];

/** A token, new or changed: who, how long, and where it may charge. What the server refuses stands at its field. */
export function TokenDialog({ token, close }: { token?: Token; close: () => void }) {
  const { t } = useTranslation('tokens');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm<TokenValues>({ initialValues: valuesOf(token) });

  async function submit(values: TokenValues) {
    setError(undefined);
    const sent = formOf(values, token);
    try {
      if (token) {
        const path = { type: token.type, idToken: token.idToken };
        await body(api.PATCH('/api/v1/tokens/{type}/{idToken}', { params: { path }, body: sent }));
      } else await body(api.POST('/api/v1/tokens', { body: sent }));
      await queries.invalidateQueries({ queryKey: keys.tokens });
      close();
    } catch (refused) {
      setError(atFields(refused, Object.keys(values), form.setFieldError));
    }
  }

  return (
    <Modal
      opened
      onClose={close}
      title={token ? t('edit', { token: token.idToken }) : t('add')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormError error={error} />
          {!token && (
            <TextInput
              label={t('form.idToken')}
              description={t('form.idHint')}
              required
              data-autofocus
              {...form.getInputProps('idToken')}
            />
          )}
          <TextInput label={t('form.group')} description={t('form.groupHint')} {...form.getInputProps('group')} />
          <TextInput type="datetime-local" label={t('form.validUntil')} {...form.getInputProps('validUntil')} />
          <NumberInput label={t('form.maxConcurrent')} min={1} {...form.getInputProps('maxConcurrent')} />
          <Places {...form.getInputProps('allowedAt')} />
          {token && (
            <>
              <TextInput
                label={t('page.language')}
                description={t('form.languageHint')}
                {...form.getInputProps('language')}
              />
              <Textarea label={t('page.message')} maxLength={512} autosize {...form.getInputProps('personalMessage')} />
            </>
          )}
          <Button type="submit" loading={form.submitting}>
            {token ? common('action.save') : t('add')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

/** Stations and EVSEs, with the stations that match what is typed. */
function Places({
  value,
  onChange,
  error,
}: {
  value?: string[];
  onChange?: (places: string[]) => void;
  error?: React.ReactNode;
}) {
  const { t } = useTranslation('tokens');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: keys.stationList({ places: q }),
    queryFn: () => body(api.GET('/api/v1/station-matches', { params: { query: { q, limit: 8 } } })),
    enabled: q.length > 0,
    placeholderData: (before) => before,
  });
  return (
    <TagsInput
      label={t('page.allowedAt')}
      description={t('form.allowedHint')}
      placeholder={value?.length ? undefined : t('form.everywhere')}
      styles={{ inputField: { minWidth: 120 } }}
      data={q ? (found.data?.items.map(({ station }) => station) ?? []) : []}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value ?? []}
      onChange={(places) => onChange?.(places)}
      error={error}
    />
  );
}
