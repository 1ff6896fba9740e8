import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { onceKey } from '../../app/once';
import type { Problem } from './kinds';

/** The command that may safely be tried next; one with a consequence asks first. */
export function NextStep({ problem: { next, station } }: { problem: Problem }) {
  const { t } = useTranslation('problems');
  const { t: common } = useTranslation();
  const [asking, askingIs] = useDisclosure(false);
  const send = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station ?? '' }, header: { 'Idempotency-Key': onceKey() } },
          body: next?.command as never,
        }),
      ),
  });
  if (!next || !station) return null;
  const run = () => {
    askingIs.close();
    send.mutate();
  };
  const name = t(`next.${next.type as 'Reset'}`, { message: next.command.message as string });
  return (
    <>
      <Button size="xs" onClick={next.consequence === 'none' ? run : askingIs.open} loading={send.isPending}>
        {name}
      </Button>
      <span role="status">
        {(send.error || send.isSuccess) && (
          <Text size="xs" span c={send.error ? 'red' : 'dimmed'}>
            {send.error ? send.error.message : t('next.done')}
          </Text>
        )}
      </span>
      <Modal
        opened={asking}
        onClose={askingIs.close}
        title={`${name}: ${station}`}
        closeButtonProps={{ 'aria-label': common('action.close') }}
      >
        <Stack>
          <Text size="sm">{t('next.confirm')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={askingIs.close} data-autofocus>
              {common('action.cancel')}
            </Button>
            <Button onClick={run}>{t('next.run')}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
