import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Grid,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import type { ChartOption } from '../../app/Chart';
import { number, power } from '../../app/format';
import { Failed, Loading, Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { DayBars } from '../start/DayBars';
import { differs, limitAt, type Period, steps } from './schedule';
import { runningQuery } from './Vitals';

const Chart = lazy(() => import('../../app/Chart'));
const DAY_S = 86_400;

/** What flows, what may flow, and what flowed. */
export default function Energy({ station }: { station: Schemas['StationView'] }) {
  const connectors = useQuery({
    queryKey: keys.connectors(station.id),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/connectors', { params: { path: { id: station.id } } })),
  });
  const evses = [...new Set((connectors.data?.items ?? []).map(({ evse }) => evse))].filter((evse) => evse > 0);
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <NowAndLimits station={station.id} evses={evses} />
          <Schedule station={station} evses={evses} />
          <Readings station={station.id} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <Days station={station.id} />
          <Profiles station={station.id} />
          <Limits station={station.id} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function scheduleQuery(station: string, evse: number, unit: 'A' | 'W') {
  return {
    queryKey: keys.schedule(station, { evse, unit }),
    queryFn: () =>
      body(
        api.GET('/api/v1/stations/{id}/composite-schedule', {
          params: { path: { id: station }, query: { evse, duration: DAY_S, unit } },
        }),
      ),
    refetchInterval: 60_000,
  };
}

function NowAndLimits({ station, evses }: { station: string; evses: number[] }) {
  const { t } = useTranslation('stations');
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('energy.now')}
      </Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('energy.evse')}</Table.Th>
            <Table.Th>{t('energy.draws')}</Table.Th>
            <Table.Th>{t('energy.may')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="live-value">
          {evses.map((evse) => (
            <EvseNow key={evse} station={station} evse={evse} />
          ))}
        </Table.Tbody>
      </Table>
      {evses.length === 0 && <Text size="sm">{t('now.noConnectors')}</Text>}
    </Card>
  );
}

function EvseNow({ station, evse }: { station: string; evse: number }) {
  const { t, i18n } = useTranslation('stations');
  const running = useQuery(runningQuery(station));
  const schedule = useQuery(scheduleQuery(station, evse, 'W'));
  const told = (running.data?.items ?? []).filter((one) => one.evse === evse).flatMap(({ powerW }) => powerW ?? []);
  const limit = schedule.data && limitAt(schedule.data.periods, 0);
  const draws = told.length > 0 ? told.reduce((sum, one) => sum + one, 0) : undefined;
  const over = draws !== undefined && limit !== undefined && draws > limit * 1.05;
  return (
    <Table.Tr>
      <Table.Th scope="row">{evse}</Table.Th>
      <Table.Td c={over ? 'red' : undefined}>
        {draws === undefined ? t('energy.nothing') : power(draws, i18n.language)}
        {over && ` · ${t('energy.over')}`}
      </Table.Td>
      <Table.Td>{limit === undefined ? t('energy.unlimited') : power(limit, i18n.language)}</Table.Td>
    </Table.Tr>
  );
}

/** What we think holds for the next day, and what the station last said about it. */
function Schedule({ station, evses }: { station: Schemas['StationView']; evses: number[] }) {
  const { t } = useTranslation('stations');
  const session = useSession();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [unit, setUnit] = useState<'A' | 'W'>('A');
  const evse = Number(chosen ?? evses[0] ?? 0);
  const asked = useQuery(scheduleQuery(station.id, evse, unit));
  const ask = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station.id }, query: { wait: '20s' } },
          body: { type: 'GetCompositeSchedule', evse, duration: DAY_S, unit } as never,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.station(station.id) }),
  });
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('energy.schedule')}
        </Title>
        <Anchor component={Link} to={`/charging?station=${encodeURIComponent(station.id)}&evse=${evse}`} size="sm">
          {t('energy.draw')}
        </Anchor>
        <Group gap="xs">
          <Select
            aria-label={t('energy.evse')}
            data={[0, ...evses].map((one) => ({
              value: String(one),
              label: one === 0 ? t('now.whole') : t('now.evse', { evse: one }),
            }))}
            value={String(evse)}
            onChange={setChosen}
            allowDeselect={false}
            w={150}
          />
          <SegmentedControl
            aria-label={t('energy.unit')}
            data={['A', 'W']}
            value={unit}
            onChange={(value) => setUnit(value as 'A')}
          />
        </Group>
      </Group>
      <Panel asked={asked}>{(data) => <ScheduleChart schedule={data} />}</Panel>
      {ask.error && <Failed error={ask.error} />}
      {ask.data && ask.data.status !== 'Accepted' && (
        <Alert color="orange" mt="xs">
          {ask.data.reason ?? ask.data.status ?? ask.data.state}
        </Alert>
      )}
      {mayAct(session, 'technician') && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          disabled={!station.connected}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          {t('energy.ask')}
        </Button>
      )}
    </Card>
  );
}

function ScheduleChart({ schedule }: { schedule: Schemas['ChargingSchedule'] }) {
  const { t } = useTranslation('stations');
  const answer = schedule.station;
  const theirs = answer?.periods as unknown as Period[] | undefined;
  const option = useMemo<ChartOption>(() => {
    const line = (name: string, data: ReturnType<typeof steps>, dashed: boolean) => ({
      type: 'line' as const,
      name,
      data,
      step: 'end' as const,
      showSymbol: false,
      connectNulls: false,
      lineStyle: { width: 2, type: dashed ? ('dashed' as const) : ('solid' as const) },
    });
    return {
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      grid: { left: 56, right: 16, top: 40, bottom: 28 },
      xAxis: { type: 'time' },
      yAxis: { type: 'value', name: schedule.unit, min: 0 },
      series: [
        line(t('energy.ours'), steps(schedule.periods, schedule.start, schedule.duration), false),
        ...(answer && theirs && answer.unit === schedule.unit
          ? [line(t('energy.theirs'), steps(theirs, answer.start, answer.duration), true)]
          : []),
      ],
    };
  }, [schedule, answer, theirs, t]);
  const unlimited = schedule.periods.every(({ limit }) => limit === undefined);
  return (
    <Stack gap="xs">
      {unlimited && !theirs ? (
        <Text size="sm">{t('energy.noSchedule')}</Text>
      ) : (
        <Suspense fallback={<Loading rows={5} />}>
          <Chart option={option} height={240} label={t('energy.schedule')} />
        </Suspense>
      )}
      {answer && (
        <Group gap="xs">
          <Text size="sm">{t('energy.answered')}</Text>
          <Age at={answer.answeredAt} size="sm" />
          {answer.unit !== schedule.unit ? (
            <Text size="sm">{t('energy.otherUnit', { unit: answer.unit })}</Text>
          ) : (
            theirs && (
              <Badge tt="none" color={differs(schedule.periods, theirs, schedule.duration) ? 'orange.9' : 'teal.9'}>
                {t(differs(schedule.periods, theirs, schedule.duration) ? 'energy.differs' : 'energy.agrees')}
              </Badge>
            )
          )}
        </Group>
      )}
    </Stack>
  );
}

function Days({ station }: { station: string }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const asked = useQuery({
    queryKey: keys.energyDays(station, zone),
    queryFn: () => body(api.GET('/api/v1/overview/days', { params: { query: { zone, days: 14, station } } })),
  });
  return <Panel asked={asked}>{(data) => <DayBars days={data.items} />}</Panel>;
}

function Profiles({ station }: { station: string }) {
  const { t } = useTranslation('stations');
  const asked = useQuery({
    queryKey: keys.profiles(station),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/charging-profiles', { params: { path: { id: station } } })),
  });
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('energy.profiles')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('energy.noProfiles')}</Text>}>
        {(data) => (
          <Table.ScrollContainer minWidth={380}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {(['evse', 'purpose', 'stack', 'told'] as const).map((column) => (
                    <Table.Th key={column}>{t(`energy.${column}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.items.map((installed) => {
                  const profile = installed.profile as Record<string, string | number | undefined>;
                  return (
                    <Table.Tr key={`${installed.evse} ${profile.id} ${installed.source}`}>
                      <Table.Td>{installed.evse === 0 ? t('now.whole') : installed.evse}</Table.Td>
                      <Table.Td>
                        {profile.chargingProfilePurpose}
                        <Text size="xs" c="dimmed">
                          #{profile.id} · {profile.chargingProfileKind}
                          {!installed.sure && ` · ${t('energy.unsure')}`}
                        </Text>
                      </Table.Td>
                      <Table.Td>{profile.stackLevel}</Table.Td>
                      <Table.Td>
                        <Age at={installed.toldAt} size="sm" />
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Panel>
    </Card>
  );
}

/** What others than we put on the station, such as a grid operator. */
function Limits({ station }: { station: string }) {
  const { t } = useTranslation('stations');
  const asked = useQuery({
    queryKey: keys.limits(station),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/charging-limits', { params: { path: { id: station } } })),
  });
  if (!asked.data?.items.length) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('energy.limits')}
      </Title>
      {asked.data.items.map((limit) => (
        <Group key={`${limit.evse} ${limit.source}`} justify="space-between">
          <Text size="sm">
            {limit.evse === 0 ? t('now.whole') : t('now.evse', { evse: limit.evse })} · {limit.source}
          </Text>
          <Age at={limit.notifiedAt} size="sm" />
        </Group>
      ))}
    </Card>
  );
}

/** What the meters said outside transactions. */
function Readings({ station }: { station: string }) {
  const { t, i18n } = useTranslation('stations');
  const asked = useQuery({
    queryKey: keys.looseReadings(station),
    queryFn: () =>
      body(api.GET('/api/v1/stations/{id}/readings', { params: { path: { id: station }, query: { limit: 500 } } })),
    refetchInterval: 30_000,
  });
  const option = useMemo<ChartOption | undefined>(() => {
    const readings = asked.data?.items.toReversed() ?? [];
    if (readings.length === 0) return undefined;
    const evses = [...new Set(readings.map(({ evse }) => evse))];
    return {
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      grid: { left: 56, right: 56, top: 40, bottom: 28 },
      xAxis: { type: 'time' },
      yAxis: [
        { type: 'value', name: 'kW' },
        { type: 'value', name: 'kWh', scale: true, splitLine: { show: false } },
      ],
      series: evses.flatMap((evse) => {
        const name = evse === 0 ? t('energy.main') : t('now.evse', { evse: evse ?? 0 });
        const own = readings.filter((reading) => reading.evse === evse);
        const points = (value: (reading: Schemas['ReadingView']) => number | undefined) =>
          own.flatMap((reading) => {
            const told = value(reading);
            return told === undefined ? [] : [[Date.parse(reading.at), told / 1_000]];
          });
        return [
          { type: 'line' as const, name: `${name} kW`, data: points(({ powerW }) => powerW), showSymbol: false },
          {
            type: 'line' as const,
            name: `${name} kWh`,
            data: points(({ energyWh }) => energyWh),
            showSymbol: false,
            yAxisIndex: 1,
          },
        ].filter(({ data }) => data.length > 0);
      }),
    };
  }, [asked.data, t]);
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('energy.readings')}
      </Title>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('energy.noReadings')}</Text>}>
        {(data) => (
          <>
            {option && (
              <Suspense fallback={<Loading rows={5} />}>
                <Chart option={option} height={240} label={t('energy.readings')} />
              </Suspense>
            )}
            <Text size="xs" c="dimmed">
              {t('energy.readingsShown', {
                count: data.items.length,
                shown: number(data.items.length, 0, i18n.language),
              })}
            </Text>
          </>
        )}
      </Panel>
    </Card>
  );
}
