import {
  Anchor,
  Badge,
  Breadcrumbs,
  Button,
  Card,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { Failed, Panel } from '../../app/states';
import { Since } from '../../app/time';
import { CommandStrip } from '../commands/CommandStrip';
import { mayAct, useSession } from '../session/session';
import { connectorsQuery, refusalsQuery, stationQuery } from '../stations/query';
import { Notes } from './Notes';
import { type Commissioning, commissioningsQuery, throughGaps } from './query';
import { Refusal } from './Refusal';
import { StepCard } from './StepCard';

type Station = Schemas['StationView'];

/** One unit on one page: what it has shown, what is left, and the signature. */
export function UnitPage() {
  const { station: id } = useParams({ from: '/inside/commissioning/$station' });
  const { t } = useTranslation('commissioning');
  const station = useQuery(stationQuery(id));
  const all = useQuery(commissioningsQuery(id));
  return (
    <Stack gap="md" maw={820}>
      <Breadcrumbs>
        <Anchor component={Link} to="/commissioning">
          {t('title')}
        </Anchor>
        <Text>{id}</Text>
      </Breadcrumbs>
      <Panel asked={station}>
        {(unit) => (
          <>
            <Header station={unit} />
            <Panel asked={all}>
              {(known) => {
                const open = known.items.find((one) => one.state === 'open');
                return (
                  <>
                    {open ? <Unit station={unit} one={open} /> : <Begin station={unit} />}
                    <Reports all={known.items.filter((one) => one !== open)} />
                  </>
                );
              }}
            </Panel>
          </>
        )}
      </Panel>
    </Stack>
  );
}

function Header({ station }: { station: Station }) {
  const { t } = useTranslation('stations');
  const { t: status } = useTranslation('status');
  const since = station.connected ? station.connectedAt : station.disconnectedAt;
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={2}>
        <Title order={1} size="h3">
          {station.id}
        </Title>
        <Text size="sm" c="dimmed">
          {[station.vendor, station.model, station.version?.replace('ocpp', 'OCPP ')].filter(Boolean).join(' · ')}
        </Text>
        <Anchor component={Link} to={`/stations/${encodeURIComponent(station.id)}`} size="sm" py={10}>
          {t('title')}: {station.id}
        </Anchor>
      </Stack>
      <Stack gap={2} className="live-value">
        <Text size="xs" c="dimmed">
          {station.connected ? t('about.connectedFor') : t('about.offlineFor')}
        </Text>
        {since ? (
          <Since at={since} fw={600} c={station.connected ? undefined : 'red'} />
        ) : (
          <Text fw={600}>{status('neverConnected')}</Text>
        )}
      </Stack>
    </Group>
  );
}

function Begin({ station }: { station: Station }) {
  const { t } = useTranslation('commissioning');
  const { t: stations } = useTranslation('stations');
  const session = useSession();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: {
      securityProfile: String(station.securityProfile),
      energyWh: 100,
      clockLimitSeconds: 30,
      idToken: 'COMMISSIONING',
    },
  });
  const begin = useMutation({
    mutationFn: (values: typeof form.values) =>
      body(
        api.POST('/api/v1/stations/{id}/commissionings', {
          params: { path: { id: station.id } },
          body: { ...values, securityProfile: Number(values.securityProfile) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.commissioningLists }),
  });
  if (!mayAct(session, 'technician')) return null;
  return (
    <Card withBorder>
      <form onSubmit={form.onSubmit((values) => begin.mutate(values))}>
        <Stack>
          <Title order={2} size="h4">
            {t('terms.title')}
          </Title>
          <Select
            label={t('terms.profile')}
            data={(['0', '1', '2', '3'] as const).map((value) => ({
              value,
              label: stations(`form.profiles.${value}`),
            }))}
            allowDeselect={false}
            {...form.getInputProps('securityProfile')}
          />
          <NumberInput label={t('terms.energy')} min={1} max={100_000} {...form.getInputProps('energyWh')} />
          <NumberInput label={t('terms.clock')} min={1} max={3_600} {...form.getInputProps('clockLimitSeconds')} />
          <TextInput
            label={t('terms.token')}
            description={t('terms.tokenHint')}
            maxLength={20}
            required
            {...form.getInputProps('idToken')}
          />
          {begin.error && <Failed error={begin.error} />}
          <Text size="sm" c="dimmed">
            {t('beginHint')}
          </Text>
          <Button type="submit" size="md" mih={48} loading={begin.isPending}>
            {t('begin')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}

function Unit({ station, one }: { station: Station; one: Commissioning }) {
  const { t } = useTranslation('commissioning');
  const connectors = useQuery(connectorsQuery(station.id));
  const places = [
    ...new Set(one.steps.filter((step) => step.evse > 0).map((step) => `${step.evse}.${step.connector}`)),
  ];
  const steps = (at: string) =>
    one.steps.filter((step) => (step.evse > 0 ? `${step.evse}.${step.connector}` : '') === at);
  return (
    <>
      <CommandStrip station={station.id} />
      {!station.connected && <Refusals station={station.id} />}
      <Section title={t('unit')}>
        {steps('').map((step) => (
          <StepCard key={step.step} step={step} one={one} station={station} connectors={connectors.data?.items ?? []} />
        ))}
      </Section>
      {places.length === 0 && <Text c="dimmed">{t('noConnectors')}</Text>}
      {places.map((place) => {
        const [evse, connector] = place.split('.');
        return (
          <Section key={place} title={t('connector', { evse, connector })}>
            {steps(place).map((step) => (
              <StepCard
                key={step.step}
                step={step}
                one={one}
                station={station}
                connectors={connectors.data?.items ?? []}
              />
            ))}
          </Section>
        );
      })}
      <Notes one={one} />
      <SignOff one={one} />
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {children}
      </Stack>
    </Stack>
  );
}

/** A unit that was entered may still be refused: with which words is what the technician needs. */
function Refusals({ station }: { station: string }) {
  const { t } = useTranslation('commissioning');
  const asked = useQuery({ ...refusalsQuery(station), refetchInterval: 5_000 });
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('refused')}
      </Title>
      {items.slice(0, 3).map((attempt) => (
        <Refusal key={`${attempt.remoteAddress} ${attempt.reason}`} attempt={attempt} />
      ))}
    </Stack>
  );
}

function SignOff({ one }: { one: Commissioning }) {
  const { t } = useTranslation('commissioning');
  const session = useSession();
  const queries = useQueryClient();
  const [name, setName] = useState(session?.displayName ?? session?.name ?? '');
  const [asking, askingIs] = useDisclosure(false);
  const path = { id: one.station, commissioning: one.id };
  const refresh = () => queries.invalidateQueries({ queryKey: keys.commissioningLists });
  const sign = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/stations/{id}/commissionings/{commissioning}/sign-off', {
          params: { path },
          body: { name },
        }),
      ),
    ...throughGaps,
    onSuccess: refresh,
  });
  const abandon = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/stations/{id}/commissionings/{commissioning}/abandon', { params: { path } })),
    onSuccess: refresh,
  });
  const { t: common } = useTranslation();
  if (!mayAct(session, 'technician')) return null;
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sign.mutate();
        }}
      >
        <Stack>
          <Title order={2} size="h4">
            {t('sign')}
          </Title>
          <Text size="sm" aria-live="polite">
            {one.waiting > 0 ? t('signHint', { count: one.waiting }) : t('signReady')}
          </Text>
          <TextInput
            label={t('signName')}
            value={name}
            required
            maxLength={200}
            size="md"
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {(sign.error || abandon.error) && <Failed error={sign.error ?? abandon.error} />}
          <Group justify="space-between">
            <Button variant="default" mih={44} onClick={askingIs.open}>
              {t('abandon')}
            </Button>
            <Group>
              <ReportLink one={one} />
              <Button type="submit" size="md" mih={48} disabled={one.waiting > 0} loading={sign.isPending}>
                {t('sign')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      <Modal
        opened={asking}
        onClose={askingIs.close}
        title={t('abandon')}
        closeButtonProps={{ 'aria-label': common('action.close') }}
      >
        <Stack>
          <Text>{t('abandonSure')}</Text>
          <Group justify="flex-end">
            <Button variant="default" mih={44} data-autofocus onClick={askingIs.close}>
              {common('action.cancel')}
            </Button>
            <Button color="red.9" mih={44} loading={abandon.isPending} onClick={() => abandon.mutate()}>
              {t('abandon')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Card>
  );
}

function ReportLink({ one }: { one: Commissioning }) {
  const { t } = useTranslation('commissioning');
  return (
    <Button
      component={Link}
      to={`/commissioning/${encodeURIComponent(one.station)}/${one.id}`}
      variant="default"
      mih={44}
    >
      {t('report')}
    </Button>
  );
}

function Reports({ all }: { all: Commissioning[] }) {
  const { t, i18n } = useTranslation('commissioning');
  if (all.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('reports')}
      </Title>
      {all.map((one) => (
        <Card withBorder padding="sm" key={one.id}>
          <Group justify="space-between">
            <div>
              <Badge color={one.state === 'signed' ? 'teal.9' : 'gray.7'} tt="none">
                {t(`state.${one.state as 'signed'}`)}
              </Badge>
              <Text size="sm">
                {[one.signedName, moment(one.endedAt ?? one.startedAt, undefined, i18n.language)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
            <ReportLink one={one} />
          </Group>
        </Card>
      ))}
    </Stack>
  );
}
