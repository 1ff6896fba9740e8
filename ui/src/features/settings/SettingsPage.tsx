import { Alert, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { useReason } from '../../app/rights';
import { Empty, Panel } from '../../app/states';
import { SettingRow } from './SettingRow';
import { type SettingsSearch, settingsSearch } from './search';
import { useWords } from './words';

type Setting = Schemas['SettingValue'];

/** Everything that can be tuned: what it is, what holds now, which layer says so, and when a change acts. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const words = useWords();
  const search = settingsSearch(useSearch({ from: '/inside/settings' }));
  const navigate = useNavigate({ from: '/settings' });
  const reason = useReason('administrator', true);
  const asked = useQuery({ queryKey: keys.settings, queryFn: () => body(api.GET('/api/v1/settings')), staleTime: 0 });
  const filter = (change: SettingsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const typed = useDebouncedCallback((q: string) => filter({ q: q || undefined }), 200);
  const wanted = search.q?.toLowerCase() ?? '';
  const shows = (one: Setting) =>
    (!search.changed || one.source !== 'default') &&
    [one.key, words.about(one), one.value].some((text) => text.toLowerCase().includes(wanted));

  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      {reason && (
        <Alert color="gray" icon={<IconLock size={18} />}>
          {t('readOnly')} {reason}
        </Alert>
      )}
      <Group>
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          defaultValue={search.q ?? ''}
          onChange={(event) => typed(event.currentTarget.value)}
          flex={1}
          miw={220}
        />
        <Checkbox
          label={t('changedOnly')}
          checked={search.changed ?? false}
          onChange={(event) => filter({ changed: event.currentTarget.checked || undefined })}
        />
      </Group>
      <Panel asked={asked} rows={10}>
        {({ items }) => {
          const pending = items.filter((one) => one.pending);
          const groups = grouped(items.filter(shows));
          return (
            <>
              {pending.length > 0 && (
                <Alert color="orange" role="status">
                  {t('pending', { count: pending.length, keys: pending.map(({ key }) => key).join(', ') })}
                </Alert>
              )}
              {groups.size === 0 && (
                <Empty>
                  <Text>{t('empty')}</Text>
                </Empty>
              )}
              {[...groups].map(([group, settings]) => (
                <Paper withBorder key={group} component="section" aria-label={words.group(group)}>
                  <Title order={2} size="h5" px="md" pt="sm" pb={4}>
                    {words.group(group)}
                  </Title>
                  {settings.map((one) => (
                    <SettingRow key={`${one.key} ${one.value} ${one.source}`} setting={one} reason={reason} />
                  ))}
                </Paper>
              ))}
            </>
          );
        }}
      </Panel>
    </Stack>
  );
}

function grouped(settings: Setting[]): Map<string, Setting[]> {
  const groups = new Map<string, Setting[]>();
  for (const one of settings) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return groups;
}
