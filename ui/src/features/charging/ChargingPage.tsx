import { Anchor, Badge, Grid, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { CommandStrip, commandsQuery } from '../commands/CommandStrip';
import { sitesQuery } from '../people/RolePreview';
import { connectorsQuery, stationQuery } from '../stations/query';
import { type Draft, draftOf, type Fault, fresh, profileOf } from './draft';
import { Editor } from './Editor';
import { Glance, Preview } from './Preview';
import { ProfileList } from './ProfileList';
import { type Asked, compositeQuery, previewQuery } from './query';
import { SiteStack } from './SiteStack';
import { chargingSearch } from './search';
import type { Unit } from './steps';

const ABOUT = ['SetChargingProfile', 'ClearChargingProfile', 'GetCompositeSchedule', 'GetChargingProfiles'];
/** An answer is compared from its own beginning on while it is not older. */
const FRESH_MS = 15 * 60_000;
/** Long enough for a drag, short enough to seem at once. */
const PAUSE_MS = 200;

/** What may flow when: the profiles of a station, drawn, and what they come to. */
export function ChargingPage() {
  const { t } = useTranslation('charging');
  const { station, site } = chargingSearch(useSearch({ from: '/inside/charging' }));
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('lead')}
          </Text>
        </div>
        <StationChoice station={station} />
      </Group>
      {station === undefined ? (
        <>
          <Text size="sm">{t('choose.hint')}</Text>
          <SiteStack site={site} />
        </>
      ) : (
        <OfStation key={station} id={station} />
      )}
    </Stack>
  );
}

function StationChoice({ station }: { station: string | undefined }) {
  const { t } = useTranslation('charging');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 150);
  const found = useQuery({
    queryKey: keys.stationList({ choice: q }),
    queryFn: () => body(api.GET('/api/v1/station-matches', { params: { query: { q, limit: 20 } } })),
    placeholderData: (before) => before,
  });
  const names = found.data?.items.map((one) => one.station) ?? [];
  return (
    <Select
      label={t('choose.label')}
      placeholder={t('choose.placeholder')}
      searchable
      w={{ base: '100%', xs: 260 }}
      data={[...new Set([...(station ? [station] : []), ...names])]}
      filter={({ options }) => options}
      value={station ?? null}
      onSearchChange={setTyped}
      nothingFoundMessage={t('choose.nothing')}
      onChange={(value) => void navigate({ to: '/charging', search: value ? { station: value } : {} })}
    />
  );
}

function OfStation({ id }: { id: string }) {
  const asked = useQuery(stationQuery(id));
  const sites = useQuery(sitesQuery);
  const zone = sites.data?.items.find(({ name }) => name === asked.data?.site)?.timeZone;
  return (
    <Panel asked={asked}>
      {(station) => (sites.isPending ? null : <Loaded station={station} zone={zone ?? 'UTC'} />)}
    </Panel>
  );
}

function Loaded({ station, zone }: { station: Schemas['StationView']; zone: string }) {
  const { t } = useTranslation('charging');
  const navigate = useNavigate();
  const search = chargingSearch(useSearch({ from: '/inside/charging' }));
  const connectors = useQuery(connectorsQuery(station.id));
  const evses = [...new Set((connectors.data?.items ?? []).map(({ evse }) => evse))].filter((evse) => evse > 0);
  const evse = search.evse ?? evses[0] ?? 0;
  const [unit, setUnit] = useState<Unit>('A');
  const [hours, setHours] = useState(24);
  const [draft, setDraft] = useState<Draft>();
  const [sent, setSent] = useState<string>();
  const strip = useRef<HTMLDivElement>(null);
  const editor = useRef<HTMLDivElement>(null);
  const choose = (to: number) =>
    void navigate({ to: '/charging', search: { station: station.id, evse: to }, replace: true, resetScroll: false });

  const ended = useWhatFollows(station.id);
  const duration = hours * 3_600;
  const now = useQuery(compositeQuery(station.id, { evse, unit, duration }));
  const answer = now.data?.station;
  const start = answer && Date.now() - Date.parse(answer.answeredAt) < FRESH_MS ? answer.start : undefined;
  const ask: Asked = { evse, unit, duration, ...(start && { start }) };
  const aligned = useQuery({ ...compositeQuery(station.id, ask), enabled: start !== undefined });
  const composite = start === undefined ? now : aligned;

  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  const told = useQuery({
    ...previewQuery(
      station.id,
      { evse: settled?.evse ?? 0, chargingProfile: settled ? profileOf(settled, zone) : {} },
      ask,
      ended,
    ),
    enabled: settled !== undefined,
  });
  const faults: readonly Fault[] =
    told.error instanceof ApiError ? told.error.fields : draft && told.data ? told.data.faults : [];

  const accepted =
    useQuery(commandsQuery(station.id)).data?.items.find((one) => one.id === sent)?.status === 'Accepted';
  useEffect(() => {
    if (!accepted) return;
    setDraft(undefined);
    setSent(undefined);
  }, [accepted]);

  const open = (made: Draft) => {
    setDraft(made);
    setSent(undefined);
    requestAnimationFrame(() => editor.current?.scrollIntoView({ block: 'start' }));
  };
  return (
    <>
      <Group gap="sm">
        <Anchor component={Link} to={`/stations/${encodeURIComponent(station.id)}/energy`} fw={600}>
          {station.id}
        </Anchor>
        <Text size="sm" c="dimmed">
          {[station.vendor, station.model, station.version?.replace('ocpp', 'OCPP '), station.site]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Badge tt="none" color={station.connected ? 'teal.9' : 'red.9'}>
          {t(station.connected ? 'connected' : 'away')}
        </Badge>
      </Group>
      <div ref={strip}>
        <CommandStrip station={station.id} />
      </div>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 2, md: 1 }}>
          <ProfileList
            station={station}
            zone={zone}
            edited={draft?.id}
            begin={() => open(fresh(evse === 0 ? (evses[0] ?? 0) : evse, zone, Date.now()))}
            edit={({ profile, evse: place, source }) => {
              const { id, ...made } = draftOf(profile, place, zone, Date.now());
              open(source === 'CSO' && id !== undefined ? { ...made, id } : made);
            }}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 1, md: 2 }}>
          <Panel asked={composite} rows={8}>
            {(data) => (
              <Preview
                station={station}
                zone={zone}
                evses={evses}
                evse={evse}
                choose={choose}
                unit={unit}
                setUnit={setUnit}
                hours={hours}
                setHours={setHours}
                composite={data}
                draft={draft && told.data}
              />
            )}
          </Panel>
        </Grid.Col>
      </Grid>
      <div ref={editor}>
        {draft && (
          <Editor
            station={station}
            zone={zone}
            evses={evses}
            draft={draft}
            set={setDraft}
            faults={faults}
            comesTo={composite.data && <Glance zone={zone} composite={composite.data} draft={told.data} />}
            replaces={told.data?.replaces ?? []}
            sent={(command) => {
              setSent(command);
              strip.current?.scrollIntoView({ block: 'center' });
            }}
            close={() => setDraft(undefined)}
          />
        )}
      </div>
    </>
  );
}

/** When a command about profiles has come to its end, what it changed is asked for anew. Tells which have. */
function useWhatFollows(station: string): string {
  const queries = useQueryClient();
  const commands = useQuery(commandsQuery(station)).data?.items ?? [];
  const ended = commands
    .filter(({ type, state }) => ABOUT.includes(type) && state !== 'queued' && state !== 'sent')
    .map(({ id, state, effect }) => `${id} ${state} ${effect.state}`)
    .join();
  useEffect(() => {
    if (!ended) return;
    for (const of of [keys.profiles(station), keys.limits(station), keys.schedules(station)]) {
      void queries.invalidateQueries({ queryKey: of });
    }
  }, [ended, station, queries]);
  return ended;
}
