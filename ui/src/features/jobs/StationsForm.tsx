import { SegmentedControl, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { Draft } from './draft';

type Filter = Schemas['StationChoiceStationFilter'];

/** Which stations: a filter, as in the list of stations, or their names. */
export function StationsForm({
  draft,
  set,
  error,
}: {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  error: (field: string) => string | undefined;
}) {
  const { t } = useTranslation('jobs');
  const template = draft.kind === 'configuration' && draft.template !== undefined;
  const by = draft.by === 'template' && !template ? 'filter' : draft.by;
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('choose.label')}
        value={by}
        onChange={(value) => set({ by: value as Draft['by'] })}
        data={[
          ...(template ? [{ value: 'template', label: t('choose.template') }] : []),
          { value: 'filter', label: t('choose.filter') },
          { value: 'list', label: t('choose.list') },
        ]}
      />
      {by === 'filter' && <FilterFields filter={draft.filter} set={(filter) => set({ filter })} error={error} />}
      {by === 'list' && (
        <Textarea
          label={t('choose.names')}
          description={t('choose.namesHint')}
          autosize
          minRows={4}
          maxRows={12}
          value={draft.list}
          error={error('stations')}
          onChange={(event) => set({ list: event.currentTarget.value })}
        />
      )}
      {by === 'template' && <Text size="sm">{t('choose.templateHint')}</Text>}
    </Stack>
  );
}

/** The fields of a filter; all empty is every station. */
export function FilterFields({
  filter,
  set,
  error,
}: {
  filter: Filter;
  set: (filter: Filter) => void;
  error?: (field: string) => string | undefined;
}) {
  const { t } = useTranslation('jobs');
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  const change = (more: Filter) => {
    const next = { ...filter, ...more };
    set(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')) as Filter);
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
      <TextInput
        label={t('filter.q')}
        value={filter.q ?? ''}
        onChange={(event) => change({ q: event.currentTarget.value })}
      />
      <Select
        label={t('filter.site')}
        clearable
        value={filter.site ?? null}
        error={error?.('stations.filter.site')}
        onChange={(site) => change({ site: site ?? undefined })}
        data={sites.data?.items.map((site) => site.name) ?? []}
      />
      <Select
        label={t('filter.version')}
        clearable
        value={filter.version ?? null}
        onChange={(version) => change({ version: version ?? undefined })}
        data={['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'].map((value) => ({ value, label: value.replace('ocpp', 'OCPP ') }))}
      />
      {(['vendor', 'model', 'firmwareVersion'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`filter.${field}`)}
          value={filter[field] ?? ''}
          onChange={(event) => change({ [field]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
