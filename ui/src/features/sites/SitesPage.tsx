import { Anchor, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCornerDownRight, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { Confirm } from '../../app/Confirm';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import { sitesQuery } from '../people/RolePreview';
import { SiteDialog } from './SiteDialog';
import { type Branch, branches } from './tree';

type Site = Schemas['SiteView'];
type Open = { site?: Site; parent?: string };

/** The tree of places, with what stands where. */
export function SitesPage() {
  const { t } = useTranslation('sites');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const asked = useQuery({ ...sitesQuery, refetchInterval: 30_000 });
  const reason = useReason('operator', true);
  const [open, setOpen] = useState<Open>();
  const [deleting, setDeleting] = useState<Site>();
  const all = asked.data?.items ?? [];
  const columns = [
    {
      name: t('site'),
      of: ({ site, depth }: Branch<Site>) => (
        <Group gap={6} wrap="nowrap" pl={depth * 20} align="flex-start">
          {depth > 0 && <IconCornerDownRight size={16} aria-hidden style={{ flex: 'none', marginTop: 3 }} />}
          <div>
            <Text size="sm" fw={600}>
              {site.name}
            </Text>
            <Text size="xs" c="dimmed">
              {[site.title, site.parent && t('below', { parent: site.parent })].filter(Boolean).join(' · ')}
            </Text>
          </div>
        </Group>
      ),
    },
    { name: t('address'), of: ({ site }: Branch<Site>) => <Address site={site} /> },
    {
      name: t('timeZone'),
      of: ({ site }: Branch<Site>) => (
        <Text size="sm">
          {site.timeZone} · {site.currency}
        </Text>
      ),
    },
    { name: t('limit'), of: ({ site }: Branch<Site>) => limitOf(site) },
    {
      name: t('stations'),
      of: ({ site, total }: Branch<Site>) => (
        <div>
          <Anchor component={Link} to={`/stations?site=${encodeURIComponent(site.name)}`} size="sm">
            {t('count', { count: site.stations })}
          </Anchor>
          {total > site.stations && (
            <Text size="xs" c="dimmed">
              {t('withBelow', { count: total })}
            </Text>
          )}
        </div>
      ),
    },
  ];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <RightButton reason={reason} leftSection={<IconPlus size={16} />} onClick={() => setOpen({})}>
          {t('add')}
        </RightButton>
      </Group>
      <Panel asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Text>{t('none')}</Text>}>
        {({ items }) => (
          <CardTable
            label={t('title')}
            columns={columns}
            items={branches(items)}
            keyOf={({ site }) => site.name}
            actions={({ site, below }) => (
              <>
                <Button
                  component={Link}
                  to={`/sites/${encodeURIComponent(site.name)}/plan`}
                  size="xs"
                  variant="default"
                  aria-label={`${t('plan.title')} ${site.name}`}
                >
                  {t('plan.title')}
                </Button>
                <RightButton
                  size="xs"
                  variant="default"
                  reason={reason}
                  aria-label={`${common('action.edit')} ${site.name}`}
                  onClick={() => setOpen({ site })}
                >
                  {common('action.edit')}
                </RightButton>
                <RightButton
                  size="xs"
                  variant="default"
                  reason={reason}
                  aria-label={`${t('addBelow')} ${site.name}`}
                  onClick={() => setOpen({ parent: site.name })}
                >
                  {t('addBelow')}
                </RightButton>
                <RightButton
                  size="xs"
                  variant="default"
                  reason={reason ?? whyKept(site, below, items.length)}
                  aria-label={`${common('action.delete')} ${site.name}`}
                  onClick={() => setDeleting(site)}
                >
                  {common('action.delete')}
                </RightButton>
              </>
            )}
          />
        )}
      </Panel>
      {open && <SiteDialog site={open.site} parent={open.parent} all={all} close={() => setOpen(undefined)} />}
      {deleting && (
        <Confirm
          title={t('deleteTitle', { name: deleting.name })}
          consequence={t('deleteConsequence')}
          action={common('action.delete')}
          close={() => setDeleting(undefined)}
          run={async () => {
            await body(api.DELETE('/api/v1/sites/{name}', { params: { path: { name: deleting.name } } }));
            await queries.invalidateQueries({ queryKey: keys.sites });
          }}
        />
      )}
    </Stack>
  );

  /** Why a site cannot be deleted; undefined when it can. */
  function whyKept(site: Site, below: number, count: number): string | undefined {
    if (site.stations > 0) return t('kept.stations', { count: site.stations });
    if (below > 0) return t('kept.below', { count: below });
    return count === 1 ? t('kept.last') : undefined;
  }
}

function Address({ site }: { site: Site }) {
  const { street, postalCode, city, country } = site.address;
  const lines = [street, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean);
  return (
    <Box>
      <Text size="sm">{lines.join(', ')}</Text>
      {site.latitude !== undefined && site.longitude !== undefined && (
        <Text size="xs" c="dimmed">
          {site.latitude.toFixed(4)}, {site.longitude.toFixed(4)}
        </Text>
      )}
    </Box>
  );
}

function limitOf({ limit }: Site): string {
  const told = [];
  if (limit?.amperesPerPhase !== undefined) told.push(`${limit.amperesPerPhase} A`);
  if (limit?.watts !== undefined) told.push(`${limit.watts / 1_000} kW`);
  return told.join(' · ') || '–';
}
