import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { onceKey } from '../../app/once';
import { RightButton, useReason } from '../../app/rights';

/** Brings one station's list up to date now, and says what the station said. */
export function SyncButton({ station, standing }: { station: string; standing: string }) {
  const { t } = useTranslation('localLists');
  const queries = useQueryClient();
  const reason = useReason('technician');
  const sync = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commands', {
          params: { path: { id: station }, query: { wait: '60s' }, header: { 'Idempotency-Key': onceKey() } },
          body: { type: 'SyncLocalList' } as never,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.stationLocalLists }),
  });
  const ended = sync.data;
  const good = ended?.state === 'answered' && (ended.status === undefined || ended.status === 'Accepted');
  return (
    <div>
      <RightButton
        size="xs"
        variant={standing === 'drifted' ? 'filled' : 'default'}
        reason={reason}
        loading={sync.isPending}
        aria-label={t('syncNow', { station })}
        onClick={() => sync.mutate()}
      >
        {t('syncOne')}
      </RightButton>
      <Text size="xs" mt={4} role="status" maw={240} {...(!good && { fw: 600 })}>
        {sync.error?.message ??
          (ended && (good ? t('synced') : t('notSynced', { said: ended.reason ?? ended.status ?? ended.state })))}
      </Text>
    </div>
  );
}
