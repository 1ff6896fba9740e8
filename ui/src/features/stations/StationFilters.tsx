import { Button, Checkbox, Group, Menu, MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconColumns3, IconFilter, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../status/kinds';
import { sumsQuery } from './rows';
import { COLUMNS, type Column, type StationSearch, USUAL } from './search';

type Props = { search: StationSearch; change: (change: StationSearch) => void };
const NONE = {};
const COUNTED = { site: 'sites', model: 'models', firmware: 'firmware', version: 'versions' } as const;

/** What is looked for. The rarer filters unfold, and stay open while one of them is set. */
export function StationFilters({ search, change }: Props) {
  const { t } = useTranslation('stations');
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const typed = useDebouncedCallback((q: string) => change({ q: q || undefined }), 120);
  const rare = [search.state, search.site, search.version, search.model, search.firmware, search.findings];
  const set = rare.filter(Boolean).length;
  const [open, { toggle }] = useDisclosure(set > 0);
  return (
    <>
      <Group>
        <TextInput
          ref={field}
          leftSection={<IconSearch size={16} />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          defaultValue={search.q ?? ''}
          onChange={(event) => typed(event.currentTarget.value)}
          flex={1}
          miw={220}
        />
        <SegmentedControl
          aria-label={t('connection.label')}
          value={search.connected === undefined ? 'all' : String(search.connected)}
          onChange={(value) => change({ connected: value === 'all' ? undefined : value === 'true' })}
          data={[
            { value: 'all', label: t('connection.all') },
            { value: 'true', label: t('connection.connected') },
            { value: 'false', label: t('connection.disconnected') },
          ]}
        />
        <Button variant="default" leftSection={<IconFilter size={16} />} aria-expanded={open} onClick={toggle}>
          {set > 0 ? t('filters.moreSet', { count: set }) : t('filters.more')}
        </Button>
        <ColumnMenu search={search} change={change} />
      </Group>
      {open && <Rare search={search} change={change} />}
    </>
  );
}

function Rare({ search, change }: Props) {
  const { t, i18n } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  const sums = useQuery(sumsQuery(NONE)).data;
  const options = (counts: Record<string, number> | undefined, chosen: readonly string[] | undefined) =>
    [...new Set([...Object.keys(counts ?? {}), ...(chosen ?? [])])]
      .sort((one, other) => one.localeCompare(other, i18n.language))
      .map((value) => ({ value, label: counts?.[value] ? `${value} (${counts[value]})` : value }));
  return (
    <Group align="flex-end" role="group" aria-label={t('filters.more')}>
      <MultiSelect
        label={t('filters.state')}
        data={KINDS.map((kind) => ({
          value: kind,
          label: `${status(`kind.${kind}`)}${sums?.states[kind] ? ` (${sums.states[kind]})` : ''}`,
        }))}
        value={search.state ?? []}
        onChange={(state) => change({ state: state.length ? (state as StationSearch['state']) : undefined })}
        w={220}
        clearable
      />
      {(['site', 'model', 'firmware', 'version'] as const).map((name) => (
        <MultiSelect
          key={name}
          label={t(`column.${name}`)}
          data={options(sums?.[COUNTED[name]], search[name])}
          value={search[name] ?? []}
          onChange={(values) => change({ [name]: values.length ? values : undefined })}
          w={200}
          searchable
          clearable
        />
      ))}
      <Checkbox
        label={t('filters.findings')}
        checked={search.findings ?? false}
        onChange={(event) => change({ findings: event.currentTarget.checked || undefined })}
        mb={8}
      />
    </Group>
  );
}

function ColumnMenu({ search, change }: Props) {
  const { t } = useTranslation('stations');
  const shown = search.columns ?? USUAL;
  const toggle = (column: Column) => {
    const next = COLUMNS.filter((one) => (one === column ? !shown.includes(one) : shown.includes(one)));
    change({ columns: next.length === 0 || String(next) === String(USUAL) ? undefined : next });
  };
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} />}>
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.map((column) => (
          <Menu.Item
            key={column}
            role="menuitemcheckbox"
            aria-checked={shown.includes(column)}
            onClick={() => toggle(column)}
            leftSection={shown.includes(column) ? '✓' : ' '}
          >
            {t(`column.${column}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
