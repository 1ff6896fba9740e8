import { Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StationState } from './JobState';
import { count, type Job } from './query';
import { STATION_STATES } from './search';

/** The order in which a firmware update goes; words that are not here follow. */
const FIRMWARE = [
  'Sent',
  'Accepted',
  'DownloadScheduled',
  'Downloading',
  'DownloadPaused',
  'Downloaded',
  'SignatureVerified',
  'InstallScheduled',
  'Installing',
  'InstallRebooting',
  'InstallVerificationFailed',
  'DownloadFailed',
  'InvalidSignature',
  'InstallationFailed',
  'Installed',
];

function order(word: string): number {
  const at = FIRMWARE.indexOf(word);
  return at < 0 ? FIRMWARE.length : at;
}

/** How many stations stand where: by our states, and by the stations' own words. */
export function Funnel({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const words = Object.entries(job.progress.words).sort(
    ([one], [other]) => order(one) - order(other) || one.localeCompare(other),
  );
  const most = Math.max(1, ...words.map(([, stations]) => stations));
  return (
    <Group align="stretch" grow preventGrowOverflow={false}>
      <Paper withBorder p="md" miw={260}>
        <Title order={2} size="h5" mb="sm">
          {t('byState')}
        </Title>
        <Stack gap={6} className="live-value">
          {STATION_STATES.map((state) => (
            <Group key={state} justify="space-between" data-state={state}>
              <StationState state={state} />
              <Text fw={600}>{count(job, state)}</Text>
            </Group>
          ))}
          {job.progress.stuck > 0 && (
            <Text size="sm" c="red" fw={600}>
              {t('stuck', { count: job.progress.stuck })}
            </Text>
          )}
        </Stack>
      </Paper>
      <Paper withBorder p="md" miw={320} flex={2}>
        <Title order={2} size="h5" mb="sm">
          {t('byWord')}
        </Title>
        {words.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noWords')}
          </Text>
        )}
        <Stack gap={6} className="live-value">
          {words.map(([word, stations]) => (
            <Group key={word} wrap="nowrap" data-word={word}>
              <Text size="sm" w={180}>
                {word}
              </Text>
              <Progress flex={1} value={(stations / most) * 100} color="blue.7" aria-label={word} />
              <Text size="sm" fw={600} w={48} ta="right">
                {stations}
              </Text>
            </Group>
          ))}
        </Stack>
      </Paper>
    </Group>
  );
}
