import { Anchor, Badge, Card, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { moment } from '../../app/format';
import { MoreButton } from '../../app/MoreButton';
import { Panel } from '../../app/states';
import { Standing } from './Standing';
import { SyncButton } from './SyncButton';
import { DRIFTS, type Drift } from './search';
import { differing } from './words';

type Entry = Schemas['LocalListListedToken'];

type Props = {
  station: string;
  drift: Drift | undefined;
  filter: (drift: Drift | undefined) => void;
  close: () => void;
};

/** One station's list entry by entry: what it shall say of a token beside what it says. */
export function ListDrawer({ station, drift, filter, close }: Props) {
  const { t } = useTranslation('localLists');
  const { t: common } = useTranslation();
  const list = useInfiniteQuery({
    queryKey: [...keys.stationLocalLists, 'of', station, drift],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/stations/{id}/local-list', {
          params: { path: { id: station }, query: { ...(drift && { drift }), limit: 100, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  });
  const first = list.data?.pages[0];
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Drawer.Root opened onClose={close} position="right" size="xl" lockScroll={false}>
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="sm" wrap="nowrap">
            <Drawer.Title fz="lg" fw={700}>
              {t('listOf', { station })}
            </Drawer.Title>
            <Drawer.CloseButton aria-label={common('action.close')} />
          </Group>
          <Panel asked={list}>
            {() =>
              first && (
                <Stack>
                  <Summary list={first} />
                  <SegmentedControl
                    aria-label={t('column.drift')}
                    value={drift ?? 'all'}
                    onChange={(value) => filter(DRIFTS.find((one) => one === value))}
                    data={[
                      { value: 'all', label: t('everyEntry') },
                      ...DRIFTS.map((value) => ({ value, label: `${t(`drift.${value}`)} ${first.count[value]}` })),
                    ]}
                  />
                  {entries.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      {t(drift ? 'noEntryStands' : 'noEntries')}
                    </Text>
                  ) : (
                    <Entries entries={entries} />
                  )}
                  <MoreButton list={list} />
                </Stack>
              )
            }
          </Panel>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Summary({ list }: { list: Schemas['LocalListView'] }) {
  const { t } = useTranslation('localLists');
  const standing = standingOf(list);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} style={{ flex: '1 1 240px' }}>
          <Group gap="sm">
            <Standing standing={standing} />
            <Anchor component={Link} to={`/stations/${encodeURIComponent(list.station)}`} size="sm">
              {list.station}
            </Anchor>
          </Group>
          <Text size="sm">{t(`standingHint.${standing}`)}</Text>
          <Text size="xs" c="dimmed">
            {t('wantedTokens', { tokens: list.tokens })} · {t(`sync.${list.sync as 'off'}`)}
            {list.limits.entries !== undefined && ` · ${t('room', { count: list.limits.entries })}`}
            {list.count.leftOut > 0 && ` · ${t('count.leftOut', { count: list.count.leftOut })}`}
          </Text>
        </Stack>
        <SyncButton station={list.station} standing={standing} />
      </Group>
    </Card>
  );
}

/** As the list of all stations names it. */
function standingOf({ state, count }: Schemas['LocalListView']) {
  if (state === 'foreign' || state === 'notSupported') return state;
  if (state !== 'confirmed') return 'unknown';
  return count.missing + count.different + count.surplus > 0 ? 'drifted' : 'inLine';
}

const COLORS = { missing: '#a33b00', different: '#a33b00', surplus: '#a33b00', same: 'gray.7' } as const;

function Entries({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation('localLists');
  return (
    <CardTable
      label={t('entries')}
      items={entries}
      keyOf={(one) => `${one.type} ${one.idToken} ${one.drift}`}
      columns={[
        {
          name: t('column.token'),
          of: (one) => (
            <div data-entry={one.idToken}>
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {one.idToken}
              </Text>
              <Text size="xs" c="dimmed">
                {one.type}
              </Text>
            </div>
          ),
        },
        {
          name: t('column.drift'),
          of: (one) => (
            <Badge tt="none" color={COLORS[one.drift as Drift] ?? 'gray.7'} data-drift={one.drift}>
              {t(`drift.${one.drift as Drift}`)}
            </Badge>
          ),
        },
        { name: t('column.there'), of: (one) => <Said as={one.held} other={one.wanted} /> },
        { name: t('column.wanted'), of: (one) => <Said as={one.wanted} other={one.held} /> },
      ]}
    />
  );
}

/** What is said of a token; in bold where the other side says otherwise. */
function Said({ as, other }: { as: Entry['held']; other: Entry['held'] }) {
  const { t, i18n } = useTranslation('localLists');
  const { t: ofTokens } = useTranslation('tokens');
  if (!as)
    return (
      <Text size="sm" c="dimmed">
        {t('notOn')}
      </Text>
    );
  const otherwise = differing(as, other);
  const weight = (part: 'status' | 'validUntil' | 'group') => (otherwise.includes(part) ? 700 : 400);
  return (
    <div>
      <Text size="sm" fw={weight('status')}>
        {ofTokens(`status.${as.status as 'accepted'}`, { defaultValue: as.status })}
      </Text>
      {(as.validUntil || otherwise.includes('validUntil')) && (
        <Text size="xs" fw={weight('validUntil')}>
          {as.validUntil ? t('until', { at: moment(as.validUntil, undefined, i18n.language) }) : t('forever')}
        </Text>
      )}
      {(as.group || otherwise.includes('group')) && (
        <Text size="xs" fw={weight('group')}>
          {as.group ? t('group', { group: as.group }) : t('noGroup')}
        </Text>
      )}
    </div>
  );
}
