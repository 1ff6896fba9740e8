import { FileButton, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RightButton } from '../../app/rights';
import { Failed } from '../../app/states';
import classes from './Firmware.module.css';
import { bytes } from './format';
import type { Upload } from './upload';

type Props = { reason: string | undefined; largest: number | undefined; take: (files: Iterable<File>) => void };

/** Where images are dropped; the button is for everybody who has no mouse. */
export function DropZone({ reason, largest, take }: Props) {
  const { t, i18n } = useTranslation('firmware');
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent) => {
    event.preventDefault();
    setOver(!reason && event.type !== 'dragleave');
  };
  return (
    <Paper
      component="section"
      aria-label={t('drop.title')}
      className={classes.drop}
      data-over={over}
      onDragEnter={drag}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={(event: DragEvent) => {
        drag(event);
        setOver(false);
        if (!reason) take(event.dataTransfer.files);
      }}
    >
      <Group justify="space-between">
        <div>
          <Text fw={600}>{t('drop.title')}</Text>
          <Text size="sm" c="dimmed">
            {largest === undefined ? t('drop.hint') : t('drop.limit', { size: bytes(largest, i18n.language) })}
          </Text>
        </div>
        <FileButton multiple onChange={take}>
          {({ onClick }) => (
            <RightButton reason={reason} leftSection={<IconUpload size={16} />} onClick={onClick}>
              {t('drop.choose')}
            </RightButton>
          )}
        </FileButton>
      </Group>
    </Paper>
  );
}

/** How far each file is that is being brought. */
export function Uploads({ uploads, dismiss }: { uploads: readonly Upload[]; dismiss: (key: number) => void }) {
  const { t, i18n } = useTranslation('firmware');
  const { t: common } = useTranslation();
  return (
    <Stack gap="xs" aria-live="polite" mt={uploads.length > 0 ? 'md' : 0}>
      {uploads.map((one) => (
        <Paper key={one.key} withBorder p="sm">
          <Group justify="space-between" mb={6}>
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              {one.name}
            </Text>
            <RightButton
              size="xs"
              variant="default"
              reason={undefined}
              onClick={one.error ? () => dismiss(one.key) : one.stop}
            >
              {one.error ? common('action.close') : t('drop.stop')}
            </RightButton>
          </Group>
          {one.error ? (
            <Failed error={one.error} title={t('drop.failed')} />
          ) : (
            <>
              <Progress value={(one.sent / Math.max(1, one.size)) * 100} aria-label={one.name} />
              <Text size="xs" c="dimmed" mt={4}>
                {one.sent >= one.size
                  ? t('drop.writing')
                  : t('drop.sent', { sent: bytes(one.sent, i18n.language), size: bytes(one.size, i18n.language) })}
              </Text>
            </>
          )}
        </Paper>
      ))}
    </Stack>
  );
}
