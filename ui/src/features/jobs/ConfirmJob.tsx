import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, type Job } from './query';

export type JobAction = 'pause' | 'resume' | 'cancel' | 'retry';

type Props = { action: JobAction; job: Job; again: number; pending: boolean; close: () => void; run: () => void };

/** Says what will happen before it does; the default is to leave things as they are. */
export function ConfirmJob({ action, job, again, pending, close, run }: Props) {
  const { t } = useTranslation('jobs');
  const { t: common } = useTranslation();
  const stations = action === 'retry' ? again : count(job, 'waiting');
  return (
    <Modal
      opened
      onClose={close}
      title={t(`confirm.${action as 'resume'}.title`)}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Stack>
        <Text>{t(`confirm.${action as 'resume'}.text`, { count: stations, name: job.name })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {common('action.cancel')}
          </Button>
          <Button color={action === 'cancel' ? 'red.9' : undefined} onClick={run} loading={pending}>
            {t(`confirm.${action as 'resume'}.run`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
