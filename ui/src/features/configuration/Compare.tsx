import { Button, Checkbox, Group, Paper, SegmentedControl, Select, Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Failed, Loading } from '../../app/states';
import { compared, isSame, placeOf, readOnlyReason, type Variable } from './tree';
import { variablesQuery } from './variables';

type Props = {
  station: Schemas['StationView'];
  here: Variable[];
  /** Takes the values of the other side into the draft. */
  take: ((values: Map<string, string>) => void) | undefined;
};

const MOST = 300;

/** This station beside another one, or beside a template. */
export function Compare({ station, here, take }: Props) {
  const { t } = useTranslation('configuration');
  const [mode, setMode] = useState<'station' | 'template'>('station');
  const [other, setOther] = useState<string | null>(null);
  const [template, setTemplate] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 200);
  const [all, setAll] = useState(false);
  const stations = useQuery({
    queryKey: keys.stationList({ compare: q }),
    queryFn: () => body(api.GET('/api/v1/stations', { params: { query: { q: q || undefined, limit: 20 } } })),
  });
  const templates = useQuery({
    queryKey: keys.templates,
    queryFn: () => body(api.GET('/api/v1/templates')),
    enabled: mode === 'template',
  });
  const values = useQuery({ ...variablesQuery(other ?? ''), enabled: mode === 'station' && other !== null });
  const old = station.version === 'ocpp1.6';
  const wanted = templates.data?.items
    .find((one) => one.id === template)
    ?.values.filter((one) => Boolean(one.component) !== old)
    .map((one) => ({ ...one, component: one.component ?? '', variable: one.variable ?? '' }));
  const there = mode === 'station' ? values.data : wanted;
  const rows = there && compared(here, there).filter((row) => mode === 'station' || row.there !== undefined);
  const different = rows?.filter((row) => !isSame(row.here, row.there)) ?? [];
  const shown = all ? (rows ?? []) : different;
  const writable = new Set(here.filter((one) => !readOnlyReason(one)).map(placeOf));
  const takeable = different.filter((row) => row.there !== undefined && writable.has(row.place));
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group>
          <SegmentedControl
            aria-label={t('compare.with')}
            value={mode}
            onChange={(value) => setMode(value as 'station')}
            data={[
              { value: 'station', label: t('compare.station') },
              { value: 'template', label: t('compare.template') },
            ]}
          />
          {mode === 'station' ? (
            <Select
              aria-label={t('compare.station')}
              placeholder={t('compare.choose')}
              searchable
              value={other}
              onChange={setOther}
              onSearchChange={setTyped}
              data={(stations.data?.items ?? []).map((one) => one.id).filter((id) => id !== station.id)}
            />
          ) : (
            <Select
              aria-label={t('compare.template')}
              placeholder={t('compare.choose')}
              value={template}
              onChange={setTemplate}
              data={templates.data?.items.map((one) => ({ value: one.id, label: one.name })) ?? []}
            />
          )}
          <Checkbox label={t('compare.same')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
        </Group>
        {values.error && <Failed error={values.error} retry={() => void values.refetch()} />}
        {values.isFetching && !values.data && <Loading rows={3} />}
        {rows && (
          <Group justify="space-between">
            <Text size="sm" fw={600} role="status">
              {t('compare.different', { count: different.length })}
            </Text>
            {take && takeable.length > 0 && (
              <Button
                size="xs"
                variant="default"
                onClick={() => take(new Map(takeable.map((row) => [row.place, row.there ?? ''])))}
              >
                {t('compare.take', { count: takeable.length })}
              </Button>
            )}
          </Group>
        )}
        {shown.length > 0 && (
          <Table.ScrollContainer minWidth={560} mah={380} type="native" tabIndex={0}>
            <Table stickyHeader aria-label={t('compare.begin')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('review.variable')}</Table.Th>
                  <Table.Th>{station.id}</Table.Th>
                  <Table.Th>{mode === 'station' ? other : t('compare.template')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.slice(0, MOST).map((row) => (
                  <Table.Tr key={row.place} fw={isSame(row.here, row.there) ? 400 : 600}>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.name}</Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.here ?? t('compare.none')}</Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.there ?? t('compare.none')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {shown.length > MOST && (
          <Text size="sm" c="dimmed">
            {t('compare.more', { count: shown.length - MOST })}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
