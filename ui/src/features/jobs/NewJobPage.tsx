import { Alert, Anchor, Breadcrumbs, Button, Group, Modal, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { mayAct, useSession } from '../session/session';
import { begun, type Draft, form } from './draft';
import { PaceForm } from './PaceForm';
import { PlanPanel } from './PlanPanel';
import type { Plan } from './query';
import { StationsForm } from './StationsForm';
import { newJobSearch } from './search';
import { WorkForm } from './WorkForm';

/** A new job: work, stations, pace; then the dry run, and only then it begins. */
export function NewJobPage() {
  const { t } = useTranslation('jobs');
  const search = newJobSearch(useSearch({ from: '/inside/jobs/new' }));
  const navigate = useNavigate();
  const session = useSession();
  const [draft, setDraft] = useState<Draft>(() => begun(search));
  const [asking, askingIs] = useDisclosure(false);
  const plan = useMutation({ mutationFn: () => body(api.POST('/api/v1/fleet-jobs/plan', { body: form(draft) })) });
  const make = useMutation({
    mutationFn: () => body(api.POST('/api/v1/fleet-jobs', { body: form(draft) })),
    onSuccess: (job) => void navigate({ to: '/jobs/$job', params: { job: job.id } }),
    onError: askingIs.close,
  });
  const set = (change: Partial<Draft>) => {
    plan.reset();
    make.reset();
    setDraft((before) => ({ ...before, ...change }));
  };
  const failed = make.error ?? plan.error;
  const error = (field: string) =>
    failed instanceof ApiError ? failed.fields.find((one) => one.field === field)?.message : undefined;
  const gets = plan.data ? plan.data.now + plan.data.later : 0;
  return (
    <Stack gap="md" maw={1100}>
      <Breadcrumbs>
        <Anchor component={Link} to="/jobs">
          {t('title')}
        </Anchor>
        <Text>{t('create')}</Text>
      </Breadcrumbs>
      <Title order={1} size="h3">
        {t('create')}
      </Title>
      {session && !mayAct(session, 'operator') && <Alert color="orange">{t('onlyOperators')}</Alert>}
      <Section number={1} title={t('step.work')}>
        <WorkForm draft={draft} set={set} error={error} />
      </Section>
      <Section number={2} title={t('step.stations')}>
        <StationsForm draft={draft} set={set} error={error} />
      </Section>
      <Section number={3} title={t('step.pace')}>
        <PaceForm draft={draft} set={set} error={error} />
      </Section>
      <Section number={4} title={t('step.plan')}>
        <TextInput
          label={t('field.name')}
          description={t('nameHint')}
          value={draft.name}
          error={error('name')}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <Group>
          <Button variant={plan.data ? 'default' : 'filled'} onClick={() => plan.mutate()} loading={plan.isPending}>
            {t('plan.run')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('plan.hint')}
          </Text>
        </Group>
        {failed && <Refused error={failed} />}
        {plan.data && <PlanPanel plan={plan.data} />}
        {plan.data && (
          <Group justify="flex-end">
            <Button onClick={askingIs.open} disabled={gets === 0 || !mayAct(session, 'operator')}>
              {t('start')}
            </Button>
          </Group>
        )}
      </Section>
      {asking && plan.data && (
        <Confirm
          plan={plan.data}
          draft={draft}
          close={askingIs.close}
          run={() => make.mutate()}
          pending={make.isPending}
        />
      )}
    </Stack>
  );
}

function Section({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {number}. {title}
      </Title>
      <Stack>{children}</Stack>
    </Paper>
  );
}

function Refused({ error }: { error: Error }) {
  return (
    <Alert color="red" role="alert">
      <Text size="sm">{error.message}</Text>
      {error instanceof ApiError &&
        error.fields.map(({ field, message }) => <Text size="sm" key={field}>{`${field}: ${message}`}</Text>)}
    </Alert>
  );
}

/** Names what will happen, to how many stations, before it begins. */
function Confirm({
  plan,
  draft,
  close,
  run,
  pending,
}: {
  plan: Plan;
  draft: Draft;
  close: () => void;
  run: () => void;
  pending: boolean;
}) {
  const { t } = useTranslation('jobs');
  const { t: common } = useTranslation();
  const reset = draft.kind === 'configuration' && draft.reset;
  const restarts = draft.kind === 'firmware' || reset || (draft.kind === 'command' && draft.command === 'Reset');
  return (
    <Modal opened onClose={close} title={t('begin.title')} closeButtonProps={{ 'aria-label': common('action.close') }}>
      <Stack>
        <Text>{t('begin.gets', { count: plan.now + plan.later, type: plan.type })}</Text>
        {plan.waves > 1 && <Text size="sm">{t('begin.waves', { count: plan.waves })}</Text>}
        {restarts && <Text size="sm">{t('begin.restarts')}</Text>}
        {restarts && plan.charging > 0 && <Alert color="orange">{t('begin.charging', { count: plan.charging })}</Alert>}
        <Text size="sm">
          {t('begin.halt', { percent: draft.pace.haltPercent ?? 20, after: draft.pace.haltAfter ?? 5 })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {common('action.cancel')}
          </Button>
          <Button onClick={run} loading={pending}>
            {t('start')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
