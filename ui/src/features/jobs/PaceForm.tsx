import { NumberInput, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './draft';

type Props = { draft: Draft; set: (change: Partial<Draft>) => void; error: (field: string) => string | undefined };

const NUMBERS = [
  'atOnce',
  'perMinute',
  'haltPercent',
  'haltAfter',
  'waitForOfflineMinutes',
  'wavePauseMinutes',
] as const;

/** How fast, in which waves, when, and when it halts by itself. */
export function PaceForm({ draft, set, error }: Props) {
  const { t } = useTranslation('jobs');
  const pace = draft.pace;
  const change = (more: Partial<Draft['pace']>) => set({ pace: { ...pace, ...more } });
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
        {NUMBERS.map((field) => (
          <NumberInput
            key={field}
            label={t(`pace.${field}`)}
            description={t(`pace.${field}Hint`)}
            min={0}
            allowDecimal={false}
            value={pace[field] ?? ''}
            error={error(`pace.${field}`)}
            onChange={(value) => change({ [field]: value === '' ? undefined : Number(value) })}
          />
        ))}
        <TextInput
          label={t('pace.waves')}
          description={t('pace.wavesHint')}
          value={draft.waves}
          error={error('pace.waves')}
          onChange={(event) => set({ waves: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label={t('pace.startAt')}
          description={t('pace.startAtHint')}
          value={draft.startAt}
          error={error('pace.startAt')}
          onChange={(event) => set({ startAt: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('pace.from')}
          description={t('pace.fromHint')}
          value={pace.from ?? ''}
          error={error('pace.from')}
          onChange={(event) => change({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="time"
          label={t('pace.until')}
          description={t('pace.untilHint')}
          value={pace.until ?? ''}
          error={error('pace.until')}
          onChange={(event) => change({ until: event.currentTarget.value || undefined })}
        />
      </SimpleGrid>
      <Switch
        label={t('pace.waveHold')}
        checked={pace.waveHold ?? false}
        onChange={(event) => change({ waveHold: event.currentTarget.checked })}
      />
      <Switch
        label={t('pace.siteAtATime')}
        checked={pace.siteAtATime ?? false}
        onChange={(event) => change({ siteAtATime: event.currentTarget.checked })}
      />
    </Stack>
  );
}
