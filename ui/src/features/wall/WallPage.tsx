import { ActionIcon, Anchor, Badge, Group, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { power } from '../../app/format';
import { Panel } from '../../app/states';
import { Since } from '../../app/time';
import { summaryQuery } from '../problems/queries';
import { Sentence } from '../problems/Sentence';
import { Mosaic } from './Mosaic';
import { connectorsQuery } from './queries';
import classes from './Wall.module.css';

/** Every connector on one screen, for the wall of a control room: by site, as large as fits, nothing to scroll. */
export function WallPage() {
  const { t } = useTranslation('wall');
  const { ref, toggle, fullscreen } = useFullscreenElement();
  const placed = useQuery({
    ...connectorsQuery,
    // Nothing on the wall hears of the first connector.
    refetchInterval: ({ state }) => (state.data?.length === 0 ? 5_000 : false),
  });
  return (
    <Stack gap="xs" className={classes.wall} ref={ref}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="lg">
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Power />
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Worst />
          <Tooltip label={t(fullscreen ? 'leave' : 'fullscreen')}>
            <ActionIcon
              size="lg"
              variant="default"
              onClick={() => void toggle()}
              aria-label={t(fullscreen ? 'leave' : 'fullscreen')}
            >
              {fullscreen ? <IconMinimize size={18} /> : <IconMaximize size={18} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <Panel asked={placed} isEmpty={(data) => data.length === 0} empty={<Text>{t('empty')}</Text>}>
        {(data) => <Mosaic placed={data} refetch={placed.refetch} />}
      </Panel>
    </Stack>
  );
}

function Power() {
  const { t, i18n } = useTranslation('wall');
  const now = useQuery({
    queryKey: keys.overview,
    queryFn: () => body(api.GET('/api/v1/overview')),
    refetchInterval: 5_000,
  });
  const sites = useQuery({
    queryKey: keys.sites,
    queryFn: () => body(api.GET('/api/v1/sites', { params: { query: {} } })),
  });
  // Sites that stand inside another share its limit.
  const limits = (sites.data?.items ?? []).filter(({ parent }) => !parent).map(({ limit }) => limit?.watts);
  const limit = limits.length > 0 && limits.every((watts) => watts !== undefined) ? sum(limits) : undefined;
  if (!now.data) return null;
  return (
    <Text fw={600} className="live-value">
      {limit === undefined
        ? power(now.data.powerW, i18n.language)
        : t('ofLimit', { power: power(now.data.powerW, i18n.language), limit: power(limit, i18n.language) })}
    </Text>
  );
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0);
}

/** How many problems there are, and the one that matters most. */
function Worst() {
  const { t } = useTranslation('wall');
  const summary = useQuery({ ...summaryQuery, refetchInterval: 30_000 });
  const worst = useQuery({
    queryKey: keys.problemList({ wall: true }),
    queryFn: () => body(api.GET('/api/v1/problems', { params: { query: { snoozed: false, limit: 1 } as never } })),
    refetchInterval: 30_000,
  });
  const first = worst.data?.items[0];
  if (!summary.data) return null;
  return (
    <Group gap="xs" className="live-value" wrap="nowrap">
      {first && (
        <Text size="sm" lineClamp={1} visibleFrom="md">
          <Sentence problem={first} /> <Since at={first.since} span size="sm" />
        </Text>
      )}
      <Anchor component={Link} to="/problems">
        <Badge variant="filled" color={summary.data.open > 0 ? 'red.9' : 'gray.7'} tt="none">
          {t('problems', { count: summary.data.open })}
        </Badge>
      </Anchor>
    </Group>
  );
}
