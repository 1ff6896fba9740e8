import { Button, Code, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { useSession } from '../session/session';

/**
 * A new station: what must be known before it may connect; its password is shown this once.
 *
 * @param waits it was refused because nobody had entered it: a technician may adopt it
 */
export function AddStation({
  opened,
  close,
  id = '',
  waits = false,
  done,
}: {
  opened: boolean;
  close: () => void;
  id?: string;
  waits?: boolean;
  done?: (station: string) => void;
}) {
  const { t } = useTranslation('stations');
  const { t: common } = useTranslation();
  const [made, setMade] = useState<Made>();
  const end = () => {
    setMade(undefined);
    close();
    if (made) done?.(made.id);
  };
  return (
    <Modal opened={opened} onClose={end} title={t('add')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      {made ? <Entered station={made} close={end} /> : <Form id={id} waits={waits} made={setMade} />}
    </Modal>
  );
}

type Made = { id: string; password?: string };

function Form({ id, waits, made }: { id: string; waits: boolean; made: (station: Made) => void }) {
  const { t } = useTranslation('stations');
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  const session = useSession();
  const limited = session?.sites !== undefined;
  const form = useForm({ initialValues: { id, securityProfile: '1', site: session?.sites?.[0] ?? '' } });

  async function submit(values: typeof form.values) {
    setError(undefined);
    try {
      const wanted = {
        id: values.id,
        securityProfile: Number(values.securityProfile),
        ...(values.site && { site: values.site }),
      };
      const station = await body(
        waits
          ? api.POST('/api/v1/connection-attempts/adopt', { body: wanted })
          : api.POST('/api/v1/stations', { body: wanted }),
      );
      void queries.invalidateQueries({ queryKey: keys.stations });
      made(station);
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      for (const { field, message } of refused.fields) form.setFieldError(field, message);
      if (refused.fields.length === 0) setError(refused.message);
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <FormError error={error} />
        <TextInput
          label={t('form.id')}
          description={t('form.idHint')}
          required
          data-autofocus
          readOnly={waits}
          {...form.getInputProps('id')}
        />
        <Select
          label={t('form.profile')}
          data={(['0', '1', '2', '3'] as const).map((value) => ({ value, label: t(`form.profiles.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('securityProfile')}
        />
        <Select
          label={t('form.site')}
          data={sites.data?.items.map((site) => site.name) ?? []}
          clearable={!limited}
          required={limited}
          allowDeselect={!limited}
          {...form.getInputProps('site')}
        />
        <Button type="submit" loading={form.submitting}>
          {t('add')}
        </Button>
      </Stack>
    </form>
  );
}

function Entered({ station, close }: { station: Made; close: () => void }) {
  const { t } = useTranslation('stations');
  const { t: common } = useTranslation();
  return (
    <Stack>
      <Text>{t('form.created', { id: station.id })}</Text>
      {station.password && (
        <>
          <Text size="sm">{t('form.password')}</Text>
          <Group wrap="nowrap">
            <Code fz="md">{station.password}</Code>
            <CopyButton value={station.password}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {common(copied ? 'action.copied' : 'action.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </>
      )}
      <Button onClick={close}>{t('form.done')}</Button>
    </Stack>
  );
}
