import { Badge, Group, List, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import type { Role } from '../session/session';
import { deedsOf, screensSeen, stationsSeen } from './sees';

export const sitesQuery = { queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) };

/** What somebody of that role, limited to those sites, will see and may do: before it is decided. */
export function RolePreview({ role, sites }: { role: Role; sites: readonly string[] }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const known = useQuery(sitesQuery);
  const caller = { role, sites: sites.length > 0 ? sites : undefined };
  const all = known.data?.items ?? [];
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('preview.title')}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {t('preview.title')}
        </Text>
        <Text size="sm">
          {t('preview.stations', { seen: stationsSeen(all, caller.sites), all: stationsSeen(all, undefined) })}
        </Text>
        <List spacing={2} size="sm" center>
          {deedsOf(caller).map(({ deed, may }) => (
            <List.Item
              key={deed}
              c={may ? undefined : 'dimmed'}
              icon={
                <ThemeIcon size={18} radius="xl" color={may ? 'teal.9' : 'gray.7'}>
                  {may ? (
                    <IconCheck size={12} aria-label={common('yes')} />
                  ) : (
                    <IconX size={12} aria-label={common('no')} />
                  )}
                </ThemeIcon>
              }
            >
              {t(`deed.${deed}`)}
            </List.Item>
          ))}
        </List>
        <Text size="xs" c="dimmed">
          {t('preview.screens')}
        </Text>
        <Group gap={4}>
          {screensSeen(caller)
            .filter(({ may }) => may)
            .map(({ label }) => (
              <Badge key={label} tt="none" variant="default" fw={500}>
                {common(`nav.${label}`)}
              </Badge>
            ))}
        </Group>
      </Stack>
    </Paper>
  );
}
