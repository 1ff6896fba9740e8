import { Alert, Anchor, Button, Card, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { Failed } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';

/** A station's request for a certificate, and the operator's word where it is wanted. @param named also says whose it is */
export function Request({ request, named = false }: { request: Schemas['SigningRequestView']; named?: boolean }) {
  const { t, i18n } = useTranslation('trust');
  const { t: common } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [rejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const params = { path: { id: request.id } };
  const refresh = () => {
    setRejecting(false);
    void queries.invalidateQueries({ queryKey: keys.signing });
    return queries.invalidateQueries({ queryKey: keys.station(request.station) });
  };
  const approve = useMutation({
    mutationFn: () => body(api.POST('/api/v1/signing-requests/{id}/approve', { params })),
    onSuccess: refresh,
  });
  const reject = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/signing-requests/{id}/reject', { params, body: { reason: reason || undefined } })),
    onSuccess: refresh,
  });
  const waits = request.state === 'awaitingApproval';
  return (
    <Card withBorder padding="sm" data-request={request.state}>
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 220px', minWidth: 0 }}>
          {named && (
            <Anchor component={Link} to={`/stations/${encodeURIComponent(request.station)}/trust`} size="sm" fw={600}>
              {request.station}
            </Anchor>
          )}
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {request.subject || request.certificateType}
          </Text>
          <Text size="sm">
            {t(`request.${request.state as 'signed'}`)}
            {request.reason ? `: ${request.reason}` : ''}
          </Text>
          <Text size="xs" c="dimmed">
            {request.certificateType} · <Age at={request.receivedAt} span size="xs" />
            {request.attempts > 0 && ` · ${t('attempts', { count: request.attempts })}`}
            {request.nextTryAt &&
              request.attempts > 0 &&
              ` · ${t('nextTry', { at: moment(request.nextTryAt, undefined, i18n.language) })}`}
            {request.decidedBy && ` · ${t('decidedBy', { by: request.decidedBy })}`}
          </Text>
          <Details summary={t('csr')} text={request.csr} />
        </div>
        {waits && mayAct(session, 'operator') && (
          <Group gap="xs">
            <Button
              mih={44}
              loading={approve.isPending}
              onClick={() => approve.mutate()}
              {...(named && { 'aria-label': `${t('approve')} ${request.station}` })}
            >
              {t('approve')}
            </Button>
            <Button
              mih={44}
              variant="default"
              onClick={() => setRejecting(true)}
              {...(named && { 'aria-label': `${t('reject')} ${request.station}` })}
            >
              {t('reject')}
            </Button>
          </Group>
        )}
      </Group>
      {approve.error && <Failed error={approve.error} />}
      <Modal
        opened={rejecting}
        onClose={() => setRejecting(false)}
        title={t('reject')}
        closeButtonProps={{ 'aria-label': common('action.close') }}
      >
        <Stack>
          <Text size="sm">{t('rejectSure')}</Text>
          <TextInput label={t('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {reject.error && <Alert color="red">{reject.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setRejecting(false)} data-autofocus>
              {common('action.cancel')}
            </Button>
            <Button color="red.9" loading={reject.isPending} onClick={() => reject.mutate()}>
              {t('reject')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Card>
  );
}

/** Text that few want to see: PEM. */
export function Details({ summary, text }: { summary: string; text: string }) {
  return (
    <details>
      <Text component="summary" size="xs" py={6}>
        {summary}
      </Text>
      <Code block fz={11} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
    </details>
  );
}
