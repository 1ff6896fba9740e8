import { Alert, Autocomplete, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Failed } from '../../app/states';
import { mayAct, useSession } from '../session/session';
import { Rule } from './Rule';
import { TYPES } from './types';

/** What would be answered if somebody showed that token there now; nothing of it is recorded. */
export function TryIt({ token }: { token?: { idToken: string; type: string } }) {
  const { t } = useTranslation('tokens');
  const session = useSession();
  const form = useForm({
    initialValues: {
      station: '',
      idToken: token?.idToken ?? '',
      type: token?.type ?? '',
      evse: '' as number | '',
    },
  });
  const [q] = useDebouncedValue(form.values.station.trim(), 200);
  const stations = useQuery({
    queryKey: keys.stationList({ try: q }),
    queryFn: () => body(api.GET('/api/v1/stations', { params: { query: { q: q || undefined, limit: 20 } } })),
    placeholderData: (before) => before,
  });
  const decide = useMutation({
    mutationFn: ({ station, idToken, type, evse }: typeof form.values) =>
      body(
        api.POST('/api/v1/authorizations/try', {
          body: { station, idToken, ...(type && { type }), ...(evse !== '' && { evse }) },
        }),
      ),
  });
  if (!mayAct(session, 'technician')) return <Text c="dimmed">{t('try.role')}</Text>;
  return (
    <form onSubmit={form.onSubmit((values) => decide.mutate(values))}>
      <Stack maw={560}>
        <Text size="sm" c="dimmed">
          {t('try.hint')}
        </Text>
        <Autocomplete
          label={t('attempt.station')}
          required
          data={[...new Set(stations.data?.items.map((station) => station.id) ?? [])]}
          filter={({ options }) => options}
          {...form.getInputProps('station')}
        />
        {!token && (
          <>
            <TextInput label={t('form.idToken')} required {...form.getInputProps('idToken')} />
            <Select
              label={t('column.type')}
              description={t('try.typeHint')}
              data={[...TYPES]}
              clearable
              {...form.getInputProps('type')}
              onChange={(type) => form.setFieldValue('type', type ?? '')}
            />
          </>
        )}
        <NumberInput label={t('try.evse')} min={1} {...form.getInputProps('evse')} />
        <Group>
          <Button type="submit" loading={decide.isPending}>
            {t('try.run')}
          </Button>
        </Group>
        <div aria-live="polite">
          {decide.error && <Failed error={decide.error} />}
          {decide.data && (
            <Alert
              color={decide.data.accepted ? 'teal' : 'red'}
              icon={decide.data.accepted ? <IconCheck /> : <IconX />}
              title={t(decide.data.accepted ? 'try.yes' : 'try.no', {
                status: t(`status.${decide.data.status as 'accepted'}`),
              })}
            >
              <Text size="sm">
                <Rule rule={decide.data.rule} />
              </Text>
              {decide.data.group && (
                <Text size="sm">
                  {t('column.group')}: {decide.data.group}
                </Text>
              )}
            </Alert>
          )}
        </div>
      </Stack>
    </form>
  );
}
