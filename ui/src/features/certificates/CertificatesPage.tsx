import { Badge, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../app/ExportMenu';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Loading } from '../../app/states';
import { useSession } from '../session/session';
import { Breaks } from './Breaks';
import { ChainDrawer } from './ChainDrawer';
import { Horizon } from './Horizon';
import { bounds, type Ending, endingsOf, kindOf } from './horizon';
import { OwnCertificates } from './OwnCertificates';
import { Queue } from './Queue';
import { type Certificate, horizonQuery, ownQuery, summaryQuery } from './query';
import { StationCertificates } from './StationCertificates';
import { type CertificateSearch, certificateSearch, TABS } from './search';

/** What is opened beside the lists: a certificate of a station, or one by its fingerprint. */
export type Opened = { row?: Certificate; fingerprint?: string };

/** Every certificate that the stations and the server depend on: when it ends, and what happens then. */
export function CertificatesPage() {
  const { t } = useTranslation('certificates');
  const search = certificateSearch(useSearch({ from: '/inside/certificates' }));
  const navigate = useNavigate({ from: '/certificates' });
  const session = useSession();
  const mayJob = useReason('operator');
  const everywhere = !session?.sites;
  const [opened, setOpened] = useState<Opened>();
  const horizon = useQuery(horizonQuery);
  const own = useQuery({ ...ownQuery, enabled: everywhere });
  const summary = useQuery(summaryQuery);
  const change = (more: CertificateSearch) =>
    void navigate({ search: (before) => certificateSearch({ ...before, ...more }), replace: true });
  // Months begin in the browser; what is "now" says the server, so that a wrong clock here moves nothing.
  const now = horizon.data ? new Date(horizon.data.at) : undefined;
  const endings: Ending[] =
    horizon.data && now
      ? [
          ...horizon.data.items.map(({ certificateType, ...one }) => ({ ...one, type: certificateType })),
          ...endingsOf(own.data?.items ?? [], now),
        ]
      : [];
  const waits = summary.data?.counts.awaitingApproval ?? 0;
  const filter = { ...listFilter(search), ...(search.ends && now && bounds(search.ends, now)) };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Group gap="xs">
          <ExportMenu path="/station-certificates" filter={filter} />
          <RightButton
            reason={mayJob}
            variant="default"
            leftSection={<IconRefresh size={16} />}
            onClick={() => void navigate({ to: '/jobs/new', search: { certificate: 'GetInstalledCertificateIds' } })}
          >
            {t('read')}
          </RightButton>
        </Group>
      </Group>
      {horizon.isPending && <Loading rows={4} />}
      {horizon.error && !horizon.data && <Failed error={horizon.error} retry={() => void horizon.refetch()} />}
      {horizon.data && now && (
        <>
          <Horizon endings={endings} now={now} chosen={search.ends} choose={(ends) => change({ ends })} />
          <Breaks
            endings={endings}
            now={now}
            renewalDays={horizon.data.renewalDays}
            show={({ type }) =>
              kindOf(type) === 'own'
                ? change({ tab: 'own', ends: undefined })
                : change({ tab: undefined, type, ends: undefined, fingerprint: undefined })
            }
          />
          <Tabs
            value={search.tab ?? 'stations'}
            keepMounted={false}
            onChange={(tab) => change({ tab: TABS.find((one) => one === tab) })}
          >
            <Tabs.List mb="md" aria-label={t('title')}>
              <Tabs.Tab value="stations">{t('tab.stations')}</Tabs.Tab>
              {everywhere && <Tabs.Tab value="own">{t('tab.own')}</Tabs.Tab>}
              <Tabs.Tab
                value="requests"
                {...(waits > 0 && {
                  rightSection: (
                    <Badge color="#a33b00" circle={waits < 10}>
                      {waits}
                    </Badge>
                  ),
                })}
              >
                {t('tab.requests')}
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="stations">
              <StationCertificates filter={filter} search={search} change={change} open={setOpened} />
            </Tabs.Panel>
            <Tabs.Panel value="own">
              <OwnCertificates asked={own} ends={search.ends} now={now} change={change} open={setOpened} />
            </Tabs.Panel>
            <Tabs.Panel value="requests">
              <Queue queue={search.queue} change={change} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
      {opened && (
        <ChainDrawer
          opened={opened}
          close={() => setOpened(undefined)}
          showHolders={(fingerprint) => {
            setOpened(undefined);
            change({ tab: undefined, ends: undefined, type: undefined, q: undefined, fingerprint });
          }}
        />
      )}
      <Text size="xs" c="dimmed">
        {t('source')}
      </Text>
    </Stack>
  );
}

function listFilter({ type, q, fingerprint, all }: CertificateSearch) {
  return { ...(type && { type }), ...(q && { q }), ...(fingerprint && { fingerprint }), ...(all && { all }) };
}
