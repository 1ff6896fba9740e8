import { Anchor, Button, Card, Group, Select, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconFileDownload, IconMail, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { energy, moment, number } from '../../app/format';
import { Panel } from '../../app/states';
import { useSession } from '../session/session';
import { DayBars } from '../start/DayBars';
import classes from './Reports.module.css';
import { months, periodOf, type ReportSearch, reportSearch } from './search';

const MonthlyMails = lazy(() => import('./MonthlyMails'));

type Figures = Schemas['StatisticsSiteFigures'];

/** Uptime, energy, sessions and faults of a period, each with its definition; a month can be printed. */
export function ReportsPage() {
  const { t, i18n } = useTranslation('reports');
  const search = reportSearch(useSearch({ from: '/inside/reports' }));
  const session = useSession();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const query = { ...periodOf(search, new Date()), ...(search.site && { site: search.site }) };
  const summary = useQuery({
    queryKey: keys.statistics('summary', query),
    queryFn: () => body(api.GET('/api/v1/statistics/summary', { params: { query: query as never } })),
  });
  const days = useQuery({
    queryKey: keys.statistics('days', query),
    queryFn: () => body(api.GET('/api/v1/statistics/days', { params: { query: { ...query, zone } as never } })),
  });
  return (
    <Stack gap="md">
      <Group justify="space-between" className={classes.onScreen}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Group gap="xs">
          <Csv list="sites" query={query} />
          <Csv list="stations" query={query} />
          {session && !session.sites && <ByMail />}
          <Button size="xs" variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </Group>
      </Group>
      <Choice search={search} />
      <Panel asked={summary}>
        {(data) => (
          <>
            <div>
              <Title order={2} size="h4">
                {search.site ?? t('allSites')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('period', {
                  from: moment(data.from, undefined, i18n.language),
                  to: moment(data.to, undefined, i18n.language),
                })}
              </Text>
            </div>
            <Numbers total={data.total} />
            {data.items.length > 1 && <Sites items={data.items} />}
          </>
        )}
      </Panel>
      <Panel asked={days}>{(data) => data.items.length <= 31 && <DayBars days={data.items} />}</Panel>
      <Stations query={query} />
      <Text size="xs" c="dimmed" className={classes.onPaper}>
        {t('made', { time: moment(new Date().toISOString(), undefined, i18n.language) })}
      </Text>
    </Stack>
  );
}

function ByMail() {
  const { t } = useTranslation('reports');
  const [open, setOpen] = useState(false);
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconMail size={16} />} onClick={() => setOpen(true)}>
        {t('mail.title')}
      </Button>
      {open && (
        <Suspense>
          <MonthlyMails sites={sites.data?.items.map(({ name }) => name) ?? []} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Choice({ search }: { search: ReportSearch }) {
  const { t, i18n } = useTranslation('reports');
  const navigate = useNavigate({ from: '/reports' });
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  const value = search.month ?? String(search.days ?? 30);
  const name = (month: string) =>
    new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric' }).format(new Date(`${month}-15`));
  return (
    <Group className={classes.onScreen}>
      <Select
        label={t('choose.period')}
        allowDeselect={false}
        data={[
          ...['7', '30', '90'].map((days) => ({ value: days, label: t('choose.days', { days }) })),
          ...months(new Date()).map((month) => ({ value: month, label: name(month) })),
        ]}
        value={value}
        onChange={(chosen) =>
          void navigate({
            search: ({ site }) => ({
              ...(site && { site }),
              ...(chosen?.includes('-') && { month: chosen }),
              ...((chosen === '7' || chosen === '90') && { days: Number(chosen) as 7 | 90 }),
            }),
          })
        }
      />
      <Select
        label={t('choose.site')}
        placeholder={t('allSites')}
        clearable
        searchable
        data={sites.data?.items.map((site) => ({ value: site.name, label: site.title ?? site.name })) ?? []}
        value={search.site ?? null}
        onChange={(site) => void navigate({ search: (before) => ({ ...before, site: site ?? undefined }) })}
      />
    </Group>
  );
}

/** The browser saves it under the name that the server gives. */
function Csv({ list, query }: { list: 'sites' | 'stations'; query: Record<string, string> }) {
  const { t } = useTranslation('reports');
  const href = `/api/v1/statistics/${list}?${new URLSearchParams({ ...query, format: 'csv' })}`;
  return (
    <Button size="xs" variant="default" component="a" href={href} download leftSection={<IconFileDownload size={16} />}>
      {t(`csv.${list}`)}
    </Button>
  );
}

function Numbers({ total }: { total: Figures }) {
  const { t, i18n } = useTranslation('reports');
  const whole = (value: number) => number(value, 0, i18n.language);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
      <Figure label={t('uptime.label')} value={percent(total.uptimePercent, i18n.language)}>
        {t('uptime.definition')} {t('uptime.down', { hours: number(total.downHours, 1, i18n.language) })}
      </Figure>
      <Figure label={t('energy.label')} value={energy(total.energyWh, i18n.language)}>
        {t('energy.definition')}
      </Figure>
      <Figure label={t('sessions.label')} value={whole(total.sessions)}>
        {t('sessions.definition', { hours: number(total.chargedHours, 1, i18n.language) })}
      </Figure>
      <Figure label={t('faults.label')} value={whole(total.faults)}>
        {t('faults.definition', { offlines: whole(total.offlines) })}
      </Figure>
    </SimpleGrid>
  );
}

function percent(value: number | undefined, language: string): string {
  return value === undefined || value === null ? '–' : `${number(value, 2, language)} %`;
}

function Figure({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <Card withBorder padding="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={700}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </Card>
  );
}

const COLUMNS = ['connectors', 'uptime', 'down', 'sessions', 'energy', 'faults', 'offlines'] as const;

function Heads({ first }: { first: 'site' | 'station' }) {
  const { t } = useTranslation('reports');
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{t(`column.${first}`)}</Table.Th>
        {COLUMNS.map((column) => (
          <Table.Th key={column} ta="right">
            {t(`column.${column}`)}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

function Cells({ of }: { of: Figures | Schemas['StatisticsStationFigures'] }) {
  const { i18n } = useTranslation('reports');
  const cells = [
    ['connectors', String(of.connectors)],
    ['uptime', percent(of.uptimePercent, i18n.language)],
    ['down', `${number(of.downHours, 1, i18n.language)} h`],
    ['sessions', number(of.sessions, 0, i18n.language)],
    ['energy', energy(of.energyWh, i18n.language)],
    ['faults', String(of.faults)],
    ['offlines', String(of.offlines)],
  ] as const;
  return cells.map(([column, value]) => (
    <Table.Td key={column} ta="right">
      {value}
    </Table.Td>
  ));
}

function Sites({ items }: { items: Figures[] }) {
  const { t } = useTranslation('reports');
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={t('bySite')}>
        <Heads first="site" />
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.site}>
              <Table.Td>
                <Anchor component={Link} to={`/reports?site=${encodeURIComponent(one.site)}`} size="sm">
                  {one.site}
                </Anchor>
              </Table.Td>
              <Cells of={one} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const MOST_ROWS = 100;

/** The stations with the least uptime first. */
function Stations({ query }: { query: Record<string, string> }) {
  const { t } = useTranslation('reports');
  const asked = useQuery({
    queryKey: keys.statistics('stations', query),
    queryFn: () => body(api.GET('/api/v1/statistics/stations', { params: { query: query as never } })),
  });
  return (
    <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('none')}</Text>}>
      {(data) => (
        <div>
          <Title order={2} size="h4" mb="xs">
            {t('byStation')}
          </Title>
          <Table.ScrollContainer minWidth={720}>
            <Table aria-label={t('byStation')}>
              <Heads first="station" />
              <Table.Tbody>
                {data.items
                  .toSorted((one, other) => (one.uptimePercent ?? 101) - (other.uptimePercent ?? 101))
                  .slice(0, MOST_ROWS)
                  .map((one) => (
                    <Table.Tr key={one.station}>
                      <Table.Td>
                        <Anchor component={Link} to={`/stations/${encodeURIComponent(one.station)}`} size="sm">
                          {one.station}
                        </Anchor>
                      </Table.Td>
                      <Cells of={one} />
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {data.items.length > MOST_ROWS && (
            <Text size="sm" c="dimmed">
              {t('more', { count: data.items.length - MOST_ROWS })}
            </Text>
          )}
        </div>
      )}
    </Panel>
  );
}
