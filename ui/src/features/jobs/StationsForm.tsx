import { MultiSelect, SegmentedControl, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { sumsQuery } from '../stations/rows';
import type { Draft } from './draft';

type Filter = Schemas['StationChoiceStationFilter'];

const NONE = {};
const COUNTED = { site: 'sites', model: 'models', firmware: 'firmware', version: 'versions' } as const;

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
  const { t, i18n } = useTranslation('jobs');
  const sums = useQuery(sumsQuery(NONE)).data;
  const change = (more: Filter) => {
    const next = { ...filter, ...more };
    set(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')) as Filter);
  };
  const options = (field: keyof typeof COUNTED) =>
    [...new Set([...Object.keys(sums?.[COUNTED[field]] ?? {}), ...(filter[field] ?? [])])].sort((one, other) =>
      one.localeCompare(other, i18n.language),
    );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
      <TextInput
        label={t('filter.q')}
        value={filter.q ?? ''}
        onChange={(event) => change({ q: event.currentTarget.value })}
      />
      {(['site', 'model', 'firmware', 'version'] as const).map((field) => (
        <MultiSelect
          key={field}
          label={t(`filter.${field}`)}
          clearable
          searchable
          value={filter[field] ?? []}
          error={error?.(`stations.filter.${field}`)}
          onChange={(values) => change({ [field]: values.length > 0 ? values : undefined })}
          data={options(field)}
        />
      ))}
    </SimpleGrid>
  );
}
