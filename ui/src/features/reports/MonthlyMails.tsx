import { Alert, Anchor, Button, Card, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconMailForward, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import { LANGUAGES } from '../../i18n';

type Mail = Schemas['MonthlyReportView'];

/** Who gets the report of each month by mail. */
export default function MonthlyMails({ sites, close }: { sites: readonly string[]; close: () => void }) {
  const { t } = useTranslation('reports');
  const { t: common } = useTranslation();
  const asked = useQuery({
    queryKey: keys.monthlyReports,
    queryFn: () => body(api.GET('/api/v1/monthly-reports')),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('mail.title')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <Panel asked={asked}>
        {({ hasMailServer, items }) => (
          <Stack>
            <Text size="sm">{t('mail.hint')}</Text>
            {!hasMailServer && (
              <Alert color="orange">
                {t('mail.noServer')}{' '}
                <Anchor component={Link} to="/alert-rules" size="sm">
                  {t('mail.enterServer')}
                </Anchor>
              </Alert>
            )}
            {items.map((one) => (
              <OneMail key={one.id} mail={one} ready={hasMailServer} />
            ))}
            <NewMail sites={sites} />
          </Stack>
        )}
      </Panel>
    </Modal>
  );
}

function OneMail({ mail, ready }: { mail: Mail; ready: boolean }) {
  const { t, i18n } = useTranslation('reports');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const reason = useReason('operator', true);
  const path = { id: mail.id };
  const onSuccess = () => queries.invalidateQueries({ queryKey: keys.monthlyReports });
  const send = useMutation({
    mutationFn: () => body(api.POST('/api/v1/monthly-reports/{id}/send', { params: { path } })),
    onSuccess,
  });
  const end = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/monthly-reports/{id}', { params: { path } })),
    onSuccess,
  });
  const month = new Intl.DateTimeFormat(i18n.language, { month: 'long', year: 'numeric' }).format(
    new Date(`${mail.lastMonth}-15`),
  );
  return (
    <Card withBorder padding="sm" component="article" aria-label={mail.addresses}>
      <Group justify="space-between">
        <div>
          <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {mail.addresses}
          </Text>
          <Text size="xs" c="dimmed">
            {mail.site ?? t('allSites')} · {LANGUAGES[mail.language as keyof typeof LANGUAGES]} ·{' '}
            {t('mail.done', { month })}
          </Text>
          {mail.answer && (
            <Text size="xs" c="dimmed" role="status">
              {t('mail.answer', { answer: mail.answer })}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <RightButton
            size="xs"
            variant="default"
            reason={reason ?? (ready ? undefined : t('mail.noServer'))}
            loading={send.isPending}
            leftSection={<IconMailForward size={16} />}
            onClick={() => send.mutate()}
          >
            {t('mail.send')}
          </RightButton>
          <RightButton
            size="xs"
            variant="default"
            reason={reason}
            loading={end.isPending}
            leftSection={<IconTrash size={16} />}
            onClick={() => end.mutate()}
          >
            {common('action.delete')}
          </RightButton>
        </Group>
      </Group>
      {(send.error ?? end.error) && <Failed error={send.error ?? end.error} />}
    </Card>
  );
}

function NewMail({ sites }: { sites: readonly string[] }) {
  const { t, i18n } = useTranslation('reports');
  const queries = useQueryClient();
  const reason = useReason('operator', true);
  const form = useForm({ initialValues: { addresses: '', site: '', language: i18n.language } });
  const add = useMutation({
    mutationFn: ({ addresses, site, language }: typeof form.values) =>
      body(api.POST('/api/v1/monthly-reports', { body: { addresses, language, ...(site && { site }) } })),
    onSuccess: () => {
      form.reset();
      return queries.invalidateQueries({ queryKey: keys.monthlyReports });
    },
    onError: (refused) => {
      if (refused instanceof ApiError)
        for (const { field, message } of refused.fields) form.setFieldError(field, message);
    },
  });
  if (reason) return <Text size="sm">{reason}</Text>;
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))}>
      <Stack gap="xs">
        <TextInput
          label={t('mail.addresses')}
          description={t('mail.addressesHint')}
          autoComplete="off"
          {...form.getInputProps('addresses')}
        />
        <Group grow>
          <Select
            label={t('choose.site')}
            placeholder={t('allSites')}
            clearable
            searchable
            data={[...sites]}
            {...form.getInputProps('site')}
          />
          <Select
            label={t('mail.language')}
            allowDeselect={false}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('language')}
          />
        </Group>
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending}>
            {t('mail.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
