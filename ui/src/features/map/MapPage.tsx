import { Alert, Anchor, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { SEVERITY } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { connectorsQuery } from '../wall/queries';
import type { Failure } from './ownLayer';
import { type Counts, type Place, places as placed } from './places';

const WorldMap = lazy(() => import('./WorldMap'));
const sitesQuery = {
  queryKey: keys.sites,
  queryFn: () => body(api.GET('/api/v1/sites', { params: { query: {} } })),
};

/** The sites on a map, coloured by the worst that is at each. */
export function MapPage() {
  const { t } = useTranslation('map');
  const { t: ofStatus } = useTranslation('status');
  const sites = useQuery(sitesQuery);
  const connectors = useQuery({ ...connectorsQuery, refetchInterval: 15_000 });
  const own = useQuery({ queryKey: keys.map, queryFn: () => body(api.GET('/api/v1/map')), staleTime: Infinity });
  const [failure, setFailure] = useState<Failure>();
  const [chosen, setChosen] = useState<string>();
  const found = useMemo(() => placed(sites.data?.items ?? [], connectors.data ?? []), [sites.data, connectors.data]);
  const words = useCallback(
    (counts: Counts, name?: string) => {
      const states = SEVERITY.filter((kind) => counts[kind]).map(
        (kind) => `${counts[kind]} ${ofStatus(`kind.${kind}`)}`,
      );
      return [name, states.join(', ') || t('none')].filter(Boolean).join(': ');
    },
    [ofStatus, t],
  );
  const choose = useCallback(({ site }: Place) => setChosen(site.name), []);
  const place = found.places.find(({ site }) => site.name === chosen);
  return (
    <Stack gap="sm">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      {own.data?.problem && <NoMap text={own.data.problem} />}
      {failure && <NoMap text={t(`own.${failure}`, { url: own.data?.url })} />}
      <Panel asked={sites}>
        {() =>
          found.places.length === 0 ? (
            <Text>{t('empty')}</Text>
          ) : (
            <>
              {place && <Chosen place={place} />}
              <div className="live-value">
                <Suspense fallback={<Skeleton height={400} />}>
                  <WorldMap
                    places={found.places}
                    own={own.data}
                    failed={setFailure}
                    label={t('label')}
                    words={words}
                    choose={choose}
                  />
                </Suspense>
              </div>
            </>
          )
        }
      </Panel>
      {found.unplaced > 0 && (
        <Text size="sm" c="dimmed">
          {t('unplaced', { count: found.unplaced })}
        </Text>
      )}
    </Stack>
  );
}

/** Says why there are outlines alone, and what would help. */
function NoMap({ text }: { text: string }) {
  const { t } = useTranslation('map');
  return (
    <Alert color="orange" icon={<IconMapOff size={18} />} title={t('own.title')} role="alert">
      {text} {t('own.hint')}{' '}
      <Anchor component={Link} to="/settings" search={{ q: 'mapSource' } as never} size="sm">
        mapSource
      </Anchor>
    </Alert>
  );
}

function Chosen({ place: { site, counts } }: { place: Place }) {
  const { t } = useTranslation('map');
  const { t: ofStatus } = useTranslation('status');
  return (
    <Card withBorder padding="sm" aria-live="polite">
      <Group justify="space-between">
        <Group gap="lg">
          <Title order={2} size="h4">
            {site.title ?? site.name}
          </Title>
          {SEVERITY.filter((kind) => counts[kind]).map((kind) => (
            <Group key={kind} gap={6}>
              <KindMark kind={kind} />
              <Text size="sm">
                {counts[kind]} {ofStatus(`kind.${kind}`)}
              </Text>
            </Group>
          ))}
        </Group>
        <Group gap="lg">
          <Anchor component={Link} to={`/sites/${encodeURIComponent(site.name)}/plan`}>
            {t('plan')}
          </Anchor>
          <Anchor component={Link} to="/stations" search={{ site: [site.name] } as never}>
            {t('stations')}
          </Anchor>
        </Group>
      </Group>
    </Card>
  );
}
