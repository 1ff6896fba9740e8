import {
  Anchor,
  Badge,
  Button,
  Checkbox,
  Group,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { useListKeys } from '../../app/listKeys';
import { MoreButton } from '../../app/MoreButton';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import type { NewJobSearch } from '../jobs/search';
import type { Opened } from './CertificatesPage';
import { EndMark } from './EndMark';
import { commonName } from './horizon';
import { type Certificate, hashText, TYPES } from './query';
import type { CertificateSearch } from './search';

type Props = {
  filter: object;
  search: CertificateSearch;
  change: (more: CertificateSearch) => void;
  open: (opened: Opened) => void;
};

/** The certificates of stations, those that end first at the top; some of them may be chosen for a job. */
export function StationCertificates({ filter, search, change, open }: Props) {
  const { t } = useTranslation('certificates');
  const [chosen, setChosen] = useState<ReadonlyMap<string, Certificate>>(new Map());
  const typed = useDebouncedCallback((q: string) => change({ q: q || undefined }), 250);
  const list = useInfiniteQuery({
    // What has ended moves on with the clock, but need not be asked for anew at each tick.
    queryKey: [...keys.stationCertificates, 'list', search],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/station-certificates', { params: { query: { ...filter, limit: 100, after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  const toggle = (one: Certificate) =>
    setChosen((before) => {
      const after = new Map(before);
      if (!after.delete(one.id)) after.set(one.id, one);
      return after;
    });
  const at = useListKeys(shown.length, {
    open: (index) => shown[index] && open({ row: shown[index] }),
    select: (index) => shown[index] && toggle(shown[index]),
  });
  const filtered = search.ends || search.type || search.q || search.fingerprint;
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={t('filter')}
          aria-label={t('filter')}
          defaultValue={search.q ?? ''}
          key={search.q ?? ''}
          onChange={(event) => typed(event.currentTarget.value)}
          flex={1}
          miw={220}
        />
        <Select
          aria-label={t('column.type')}
          placeholder={t('allTypes')}
          clearable
          value={search.type ?? null}
          onChange={(type) => change({ type: type ?? undefined })}
          data={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
          flex="1 1 240px"
        />
        <Switch
          label={t('all')}
          checked={search.all ?? false}
          onChange={(event) => change({ all: event.currentTarget.checked || undefined })}
          my={8}
        />
      </Group>
      {search.fingerprint && (
        <Group gap="xs">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('onlyHolders', { name: name(shown[0]) ?? search.fingerprint.slice(0, 16) })}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => change({ fingerprint: undefined })}>
            {t('showAll')}
          </Button>
        </Group>
      )}
      {chosen.size > 0 && <Chosen chosen={[...chosen.values()]} clear={() => setChosen(new Map())} />}
      <Panel
        asked={list}
        isEmpty={() => shown.length === 0}
        empty={
          <>
            <Text>{filtered ? t('noneFits') : t('none')}</Text>
            {filtered && (
              <Button
                variant="default"
                onClick={() => change({ ends: undefined, type: undefined, q: undefined, fingerprint: undefined })}
              >
                {t('showAll')}
              </Button>
            )}
          </>
        }
      >
        {() => (
          <CardTable
            label={t('tab.stations')}
            items={shown}
            keyOf={(one) => one.id}
            current={shown[at]}
            columns={[
              {
                name: t('column.certificate'),
                of: (one) => (
                  <Group gap="sm" wrap="nowrap" data-certificate={one.certificateType}>
                    <Checkbox
                      aria-label={t('choose', { name: name(one) ?? t('unnamed'), station: one.station })}
                      checked={chosen.has(one.id)}
                      onChange={() => toggle(one)}
                    />
                    <UnstyledButton onClick={() => open({ row: one })} mih={32}>
                      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {name(one) ?? t('unnamed')}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {t(`type.${one.certificateType as 'server'}`, { defaultValue: one.certificateType })}
                      </Text>
                    </UnstyledButton>
                  </Group>
                ),
              },
              {
                name: t('column.station'),
                of: (one) => (
                  <div>
                    <Anchor component={Link} to={`/stations/${encodeURIComponent(one.station)}/trust`} size="sm">
                      {one.station}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      {one.site}
                    </Text>
                  </div>
                ),
              },
              { name: t('column.ends'), of: (one) => <EndMark at={one.notAfter} /> },
              {
                name: t('column.state'),
                of: (one) => (
                  <div>
                    <StateMark state={one.state} />
                    <Age at={one.knownAt} size="xs" c="dimmed" display="block" />
                  </div>
                ),
              },
            ]}
          />
        )}
      </Panel>
      <MoreButton list={list} />
    </Stack>
  );
}

function name(one: Certificate | undefined): string | undefined {
  if (!one) return undefined;
  return one.subject ? commonName(one.subject) : undefined;
}

const COLORS: Record<string, string> = { missing: '#a33b00', revoked: 'red.9', rejected: 'red.9', inUse: 'teal.9' };

export function StateMark({ state }: { state: string }) {
  const { t } = useTranslation('certificates');
  return (
    <Badge tt="none" color={COLORS[state] ?? 'gray.7'}>
      {t(`state.${state as 'inUse'}`)}
    </Badge>
  );
}

/** What may be done with what was chosen: always as a job, which has a dry run and can be stopped. */
function Chosen({ chosen, clear }: { chosen: Certificate[]; clear: () => void }) {
  const { t } = useTranslation('certificates');
  const navigate = useNavigate();
  const reason = useReason('operator');
  const stations = [...new Set(chosen.map((one) => one.station))].join(',');
  const renewable = chosen.every((one) => one.issued);
  const types = new Set(chosen.map((one) => one.certificateType));
  const named = chosen.flatMap((one) => (one.certificateHashData ? [hashText(one.certificateHashData)] : []));
  const same = named.length === chosen.length && new Set(named).size === 1;
  const job = (search: NewJobSearch) => void navigate({ to: '/jobs/new', search: { stations, ...search } });
  return (
    <Group gap="sm">
      <Text size="sm" role="status">
        {t('chosen', { count: chosen.length })}
      </Text>
      <RightButton
        size="xs"
        reason={reason ?? (renewable && types.size === 1 ? undefined : t('onlyIssued'))}
        onClick={() => job({ certificate: 'RenewCertificate', certificateType: chosen[0]?.certificateType })}
      >
        {t('renew')}
      </RightButton>
      <RightButton
        size="xs"
        variant="default"
        reason={reason}
        onClick={() => job({ certificate: 'InstallCertificate' })}
      >
        {t('install')}
      </RightButton>
      <RightButton
        size="xs"
        variant="default"
        reason={reason ?? (same ? undefined : t('onlySame'))}
        onClick={() => job({ certificate: 'DeleteCertificate', hash: named[0] })}
      >
        {t('delete')}
      </RightButton>
      <Button size="xs" variant="default" onClick={clear}>
        {t('clear')}
      </Button>
    </Group>
  );
}
