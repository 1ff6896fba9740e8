import {
  Alert,
  Anchor,
  Breadcrumbs,
  Button,
  FileButton,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Title,
} from '@mantine/core';
import { IconPhotoUp, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Confirm } from '../../app/Confirm';
import { RightButton, useReason } from '../../app/rights';
import { Empty, Failed, Panel } from '../../app/states';
import { sitesQuery } from '../people/RolePreview';
import { withBelow } from '../sites/tree';
import { rowsQuery } from '../stations/rows';
import { SEVERITY } from '../status/kinds';
import { KindMark } from '../status/StatusMark';
import { PlanBoard } from './PlanBoard';
import { kindOfStation, nextPlace } from './plan';
import { usePlaces } from './usePlaces';

type Plan = Schemas['SitePlanView'];

/** Where the stations of a site really stand, and what they do now. */
export function SitePlanPage() {
  const { t } = useTranslation('sites');
  const { site } = useParams({ from: '/inside/sites/$site/plan' });
  const plan = useQuery({
    queryKey: keys.sitePlan(site),
    queryFn: () => body(api.GET('/api/v1/sites/{name}/plan', { params: { path: { name: site } } })),
    refetchInterval: 30_000,
  });
  return (
    <Stack gap="md">
      <Breadcrumbs>
        <Anchor component={Link} to="/sites">
          {t('title')}
        </Anchor>
        <Text>{t('plan.title')}</Text>
      </Breadcrumbs>
      <Panel asked={plan}>{(found) => <Board key={found.site} plan={found} />}</Panel>
    </Stack>
  );
}

function Board({ plan }: { plan: Plan }) {
  const { t } = useTranslation('sites');
  const { t: common } = useTranslation();
  const { t: ofStatus } = useTranslation('status');
  const name = plan.site;
  const path = { name };
  const queries = useQueryClient();
  const reason = useReason('operator');
  const [arranging, setArranging] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const rows = useStations(name);
  const refresh = () => queries.invalidateQueries({ queryKey: keys.sitePlan(name) });
  const upload = useMutation({
    mutationFn: (file: File) =>
      body(
        api.PUT('/api/v1/sites/{name}/plan', {
          params: { path },
          body: file as never,
          bodySerializer: (bytes: unknown) => bytes as Blob,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(keys.sitePlan(name), saved);
      setArranging(true);
    },
  });
  const { places, at, place, remove, error: unsaved } = usePlaces(plan);
  const error = upload.error ?? unsaved;
  const placed = new Set(places.map(({ station }) => station));
  const unplaced = [...rows.keys()].filter((station) => !placed.has(station));
  const { image } = plan;
  return (
    <>
      <Group justify="space-between">
        <Group gap="lg">
          <Title order={1} size="h3">
            {name}
          </Title>
          <Counts rows={rows} words={(kind) => ofStatus(`kind.${kind}`)} />
        </Group>
        <Group gap="sm">
          {image && (
            <Switch
              label={t('plan.arrange')}
              checked={arranging}
              disabled={reason !== undefined}
              onChange={(event) => setArranging(event.currentTarget.checked)}
            />
          )}
          <FileButton accept="image/png,image/jpeg" onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <RightButton
                {...props}
                reason={reason}
                variant={image ? 'default' : 'filled'}
                loading={upload.isPending}
                leftSection={<IconPhotoUp size={16} />}
              >
                {t(image ? 'plan.other' : 'plan.upload')}
              </RightButton>
            )}
          </FileButton>
          {image && arranging && (
            <Button variant="default" onClick={() => setDeleting(true)}>
              {t('plan.delete')}
            </Button>
          )}
        </Group>
      </Group>
      {error !== undefined && error !== null && <Failed error={error} title={t('plan.refused')} />}
      {!image && (
        <Empty>
          <Text>{t('plan.none')}</Text>
        </Empty>
      )}
      {image && (
        <>
          {arranging && (
            <Alert color="gray" id="plan-keys">
              {t('plan.keys')}
            </Alert>
          )}
          <PlanBoard
            plan={{ ...plan, image, places }}
            rows={rows}
            arranging={arranging}
            at={at}
            place={place}
            remove={(station) => void remove(station)}
          />
          {unplaced.length > 0 && (
            <Text size="sm" c="dimmed" role="status">
              {t('plan.unplaced', { count: unplaced.length })}
            </Text>
          )}
          {arranging && unplaced.length > 0 && (
            <Paper withBorder p="sm">
              <SimpleGrid cols={{ base: 1, xs: 2, sm: 3, lg: 5 }} spacing="xs">
                {unplaced.map((station) => (
                  <Button
                    key={station}
                    variant="default"
                    leftSection={<IconPlus size={16} />}
                    aria-label={t('plan.place', { station })}
                    onClick={() => place(station, nextPlace(places.length))}
                  >
                    {station}
                  </Button>
                ))}
              </SimpleGrid>
            </Paper>
          )}
        </>
      )}
      {deleting && (
        <Confirm
          title={t('plan.deleteTitle', { name })}
          consequence={t('plan.deleteConsequence')}
          action={common('action.delete')}
          close={() => setDeleting(false)}
          run={async () => {
            await body(api.DELETE('/api/v1/sites/{name}/plan', { params: { path } }));
            setArranging(false);
            await refresh();
          }}
        />
      )}
    </>
  );
}

/** Every station of the site and of those below it, by identity; kept up to date by the stream. */
function useStations(site: string): ReadonlyMap<string, Schemas['StationRow']> {
  const sites = useQuery(sitesQuery);
  const names = useMemo(() => withBelow(sites.data?.items ?? [], site), [sites.data, site]);
  const list = useInfiniteQuery({ ...rowsQuery({ site: names }), enabled: sites.data !== undefined });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return useMemo(
    () => new Map(list.data?.pages.flatMap(({ items }) => items).map((row) => [row.id, row] as const)),
    [list.data],
  );
}

function Counts({
  rows,
  words,
}: {
  rows: ReadonlyMap<string, Schemas['StationRow']>;
  words: (kind: (typeof SEVERITY)[number]) => string;
}) {
  const kinds = [...rows.values()].map(kindOfStation);
  return SEVERITY.filter((kind) => kinds.includes(kind)).map((kind) => (
    <Group key={kind} gap={6} className="live-value">
      <KindMark kind={kind} />
      <Text size="sm">
        {kinds.filter((one) => one === kind).length} {words(kind)}
      </Text>
    </Group>
  ));
}
