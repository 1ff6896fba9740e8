import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed } from './states';

/** Before what cannot be undone: names the object and the consequence; the default is to leave it. */
export function Confirm({
  title,
  consequence,
  action,
  run,
  close,
}: {
  title: string;
  consequence: ReactNode;
  action: string;
  run: () => Promise<unknown>;
  close: () => void;
}) {
  const { t } = useTranslation();
  const doing = useMutation({ mutationFn: run, onSuccess: close });
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack>
        <Text size="sm" component="div">
          {consequence}
        </Text>
        {doing.error && <Failed error={doing.error} title={t('state.refused')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color="red.9" loading={doing.isPending} onClick={() => doing.mutate()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
