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
import type { Role } from '../session/session';
import { AccessFields } from './AccessFields';

/** Somebody new: who, as what, where; then the link that sets the password, shown this once. */
export function Invite({ close }: { close: () => void }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const [made, setMade] = useState<Schemas['OperatorView']>();
  return (
    <Modal
      opened
      onClose={close}
      title={t('invite')}
      closeOnClickOutside={!made}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      {made ? (
        <Stack>
          <Text>{t('invited', { name: made.name })}</Text>
          <ShownOnce label={t('linkHint')} secret={linkOf(made)} />
          <Button onClick={close}>{common('action.done')}</Button>
        </Stack>
      ) : (
        <Form made={setMade} />
      )}
    </Modal>
  );
}

/** The whole link, to be sent to the person. */
export function linkOf(person: Schemas['OperatorView']): string {
  return new URL(person.link ?? '', window.location.origin).toString();
}

const FIELDS = ['name', 'displayName', 'email', 'role', 'sites'];

function Form({ made }: { made: (person: Schemas['OperatorView']) => void }) {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm({
    initialValues: { name: '', displayName: '', email: '', role: 'viewer' as Role, sites: [] as string[] },
  });

  async function submit({ name, displayName, email, role, sites }: typeof form.values) {
    setError(undefined);
    try {
      const person = await body(
        api.POST('/api/v1/operators', {
          body: {
            name,
            role,
            ...(displayName && { displayName }),
            ...(email && { email }),
            ...(sites.length > 0 && { sites }),
          },
        }),
      );
      void queries.invalidateQueries({ queryKey: keys.people });
      made(person);
    } catch (refused) {
      setError(atFields(refused, FIELDS, form.setFieldError));
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <FormError error={error} />
        <TextInput
          label={t('field.name')}
          description={t('field.nameHint')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput label={t('field.displayName')} {...form.getInputProps('displayName')} />
        <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
        <AccessFields role={form.getInputProps('role')} sites={form.getInputProps('sites')} />
        <Button type="submit" loading={form.submitting}>
          {t('inviteSubmit')}
        </Button>
      </Stack>
    </form>
  );
}
