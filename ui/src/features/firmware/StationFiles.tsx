import { Anchor, Button, Group, Paper, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { Confirm } from '../../app/Confirm';
import { ExportMenu } from '../../app/ExportMenu';
import { number } from '../../app/format';
import { MoreButton } from '../../app/MoreButton';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { useSession } from '../session/session';
import classes from './Firmware.module.css';
import { bytes } from './format';
import { filesQuery, usageQuery } from './queries';

type Brought = Schemas['FileView'];

/** Logs and diagnostics that stations brought, and the room that is left for more. */
export function StationFiles() {
  const { t, i18n } = useTranslation('firmware');
  const { t: common } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const reason = useReason('operator');
  const { station } = useSearch({ from: '/inside/firmware' });
  const navigate = useNavigate({ from: '/firmware' });
  const list = useInfiniteQuery(filesQuery(station));
  const [deleting, setDeleting] = useState<Brought>();
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const typed = useDebouncedCallback(
    (text: string) => void navigate({ search: { tab: 'files', ...(text && { station: text }) }, replace: true }),
    300,
  );
  const columns = [
    {
      name: t('file.name'),
      of: (file: Brought) => (
        <div>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Text>
          <Text size="xs" c="dimmed" className={classes.hash} title={`SHA-256 ${file.sha256}`}>
            {file.sha256.slice(0, 16)}…
          </Text>
        </div>
      ),
    },
    {
      name: t('file.station'),
      of: (file: Brought) =>
        file.station && (
          <Anchor component={Link} to={`/stations/${encodeURIComponent(file.station)}`} size="sm">
            {file.station}
          </Anchor>
        ),
    },
    {
      name: t('file.work'),
      of: (file: Brought) => (
        <div>
          <Text size="sm">
            {t(`log.${file.logType as 'DiagnosticsLog'}`, { defaultValue: t('log.DiagnosticsLog') })}
          </Text>
          <Text size="xs" c="dimmed">
            {file.jobType}
          </Text>
        </div>
      ),
    },
    {
      name: t('image.size'),
      of: (file: Brought) => (
        <Text size="sm" className={classes.whole}>
          {bytes(file.sizeBytes, i18n.language)}
        </Text>
      ),
    },
    { name: t('file.arrived'), of: (file: Brought) => <Age at={file.storedAt} size="sm" className={classes.whole} /> },
  ];
  return (
    <Stack gap="md">
      {!session?.sites && <Room />}
      <Group justify="space-between">
        <TextInput
          aria-label={t('file.filter')}
          placeholder={t('file.filter')}
          defaultValue={station ?? ''}
          onChange={(event) => typed(event.currentTarget.value.trim())}
        />
        <ExportMenu path="/files" filter={{ kind: 'upload', station }} />
      </Group>
      <Panel asked={list} isEmpty={() => shown.length === 0} empty={<Text>{t('file.none')}</Text>}>
        {() => (
          <CardTable
            label={t('tab.files')}
            columns={columns}
            items={shown}
            keyOf={({ id }) => id}
            actions={(file) => (
              <>
                <Button
                  component="a"
                  href={`/api/v1/files/${file.id}/content`}
                  download
                  size="xs"
                  variant="default"
                  aria-label={t('image.fetchFor', { name: file.name })}
                >
                  {common('file.download')}
                </Button>
                <RightButton
                  size="xs"
                  variant="default"
                  reason={reason}
                  aria-label={`${common('action.delete')} ${file.name}`}
                  onClick={() => setDeleting(file)}
                >
                  {common('action.delete')}
                </RightButton>
              </>
            )}
          />
        )}
      </Panel>
      <MoreButton list={list} />
      {deleting && (
        <Confirm
          title={t('delete.title', { name: deleting.name })}
          consequence={t('delete.file', { station: deleting.station ?? '' })}
          action={common('action.delete')}
          close={() => setDeleting(undefined)}
          run={async () => {
            await body(api.DELETE('/api/v1/files/{id}', { params: { path: { id: deleting.id } } }));
            await queries.invalidateQueries({ queryKey: keys.files });
          }}
        />
      )}
    </Stack>
  );
}

/** The quota of stations' files, and what the disk has left. */
function Room() {
  const { t, i18n } = useTranslation('firmware');
  const asked = useQuery(usageQuery);
  return (
    <Panel asked={asked} rows={2}>
      {(usage) => {
        const percent = (usage.uploadedBytes / Math.max(1, usage.quotaBytes)) * 100;
        const size = (of: number) => bytes(of, i18n.language);
        return (
          <Paper withBorder p="md">
            <Group justify="space-between" mb={6}>
              <Text fw={600}>{t('room.used', { used: size(usage.uploadedBytes), quota: size(usage.quotaBytes) })}</Text>
              <Text size="sm" c="dimmed">
                {number(percent, 1, i18n.language)} %
              </Text>
            </Group>
            <Progress value={percent} color={percent > 90 ? 'red.9' : 'cyan.9'} aria-label={t('room.label')} />
            <Text size="sm" c="dimmed" mt={6}>
              {t('room.rest', {
                images: size(usage.imageBytes),
                free: size(usage.freeBytes),
                days: usage.keepDays,
              })}
            </Text>
          </Paper>
        );
      }}
    </Panel>
  );
}
