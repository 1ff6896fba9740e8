import { Badge, Button, Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { moment } from '../../app/format';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { Details, Request } from '../certificates/Request';
import { ActionDialog, type ActionName } from '../commands/ActionDialog';
import { Refusal } from '../commissioning/Refusal';
import { mayAct, useSession } from '../session/session';
import { daysLeft } from './expiry';
import { Moves } from './Moves';
import { refusalsQuery } from './query';

type Station = Schemas['StationView'];

/** Whom we believe to be speaking, and why. */
export function Trust({ station }: { station: Station }) {
  const { t } = useTranslation('trust');
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack gap="lg">
          <Login station={station} />
          <Section title={t('moves.title')}>
            <Moves station={station} />
          </Section>
          <Requests station={station.id} />
          <Refused station={station.id} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack gap="lg">
          <Certificates station={station.id} />
          <Events station={station.id} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function Login({ station }: { station: Station }) {
  const { t } = useTranslation('trust');
  const session = useSession();
  const [action, setAction] = useState<ActionName>();
  const profile = station.securityProfile;
  const acts: { action: ActionName; label: string; why?: string }[] = [
    { action: 'RaiseSecurityProfile', label: t('raise'), ...(profile === 3 && { why: t('highest') }) },
    {
      action: 'ChangePassword',
      label: t('password'),
      ...((profile === 0 || profile === 3) && { why: t('noPassword') }),
    },
    { action: 'RenewCertificate', label: t('renew') },
  ];
  return (
    <Section title={t('login')}>
      <Card withBorder>
        <Stack gap="sm">
          <Group>
            <Text fw={600}>
              {t('profile')} {profile}
            </Text>
            {station.nextSecurityProfile !== undefined && (
              <Badge color="orange.9" tt="none">
                {t('next')} {station.nextSecurityProfile}
              </Badge>
            )}
          </Group>
          <Text size="sm">{t(`how.${profile as 0}`)}</Text>
          {mayAct(session, 'technician') && (
            <Stack gap={6}>
              {acts.map((one) => (
                <Group key={one.action} gap="sm">
                  <Button
                    variant="default"
                    mih={44}
                    disabled={one.why !== undefined}
                    onClick={() => setAction(one.action)}
                  >
                    {one.label}
                  </Button>
                  {one.why && (
                    <Text size="sm" c="dimmed">
                      {one.why}
                    </Text>
                  )}
                </Group>
              ))}
            </Stack>
          )}
        </Stack>
      </Card>
      {action && <ActionDialog action={action} station={station} connectors={[]} close={() => setAction(undefined)} />}
    </Section>
  );
}

function Requests({ station }: { station: string }) {
  const { t } = useTranslation('trust');
  const asked = useQuery({
    queryKey: keys.signingRequests(station),
    queryFn: () =>
      body(
        api.GET('/api/v1/stations/{station}/signing-requests', {
          params: { path: { station }, query: { limit: 20 } },
        }),
      ),
    refetchInterval: 10_000,
  });
  return (
    <Section title={t('requests')}>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('noRequests')}</Text>} rows={2}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((request) => (
              <Request key={request.id} request={request} />
            ))}
          </Stack>
        )}
      </Panel>
    </Section>
  );
}

function Expiry({ at }: { at: string | undefined }) {
  const { t, i18n } = useTranslation('trust');
  if (!at) return null;
  const days = daysLeft(at, Date.now());
  const color = days < 0 ? 'red.9' : days < 30 ? 'orange.9' : 'gray.7';
  return (
    <Group gap="xs">
      <Text size="sm">{t('until', { at: moment(at, undefined, i18n.language) })}</Text>
      <Badge color={color} tt="none">
        {days < 0 ? t('over') : t('left', { count: days })}
      </Badge>
    </Group>
  );
}

function Certificates({ station }: { station: string }) {
  const { t } = useTranslation('trust');
  const asked = useQuery({
    queryKey: keys.certificates(station),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/certificates', { params: { path: { id: station } } })),
  });
  return (
    <>
      <Section title={t('issued')}>
        <Panel asked={asked} isEmpty={(data) => data.issued.length === 0} empty={<Text>{t('noIssued')}</Text>} rows={2}>
          {(data) => (
            <Stack gap="xs">
              {data.issued.map((one) => (
                <Card withBorder padding="sm" key={one.id}>
                  <Group justify="space-between">
                    <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                      {one.subject}
                    </Text>
                    <Badge color={one.revoked ? 'red.9' : 'gray.7'} tt="none">
                      {one.revoked ? t('revoked') : t(`state.${one.state as 'inUse'}`)}
                    </Badge>
                  </Group>
                  <Expiry at={one.notAfter} />
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {one.certificateType} · {t('issuer', { issuer: one.issuer })} ·{' '}
                    {t('serial', { serial: one.serialNumber })}
                  </Text>
                  <Details summary={t('chain')} text={one.chain} />
                </Card>
              ))}
            </Stack>
          )}
        </Panel>
      </Section>
      <Section title={t('installed')}>
        <Panel
          asked={asked}
          isEmpty={(data) => data.items.length + data.ordered.length === 0}
          empty={<Text>{t('noInstalled')}</Text>}
          rows={2}
        >
          {(data) => (
            <Stack gap="xs">
              {data.items.map((one) => (
                <Card
                  withBorder
                  padding="sm"
                  key={`${one.certificateType} ${one.certificateHashData?.serialNumber} ${one.subject}`}
                >
                  <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                    {one.subject ?? t('unnamed')}
                  </Text>
                  <Expiry at={one.notAfter} />
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {one.certificateType}
                    {one.certificateHashData && ` · ${t('serial', { serial: one.certificateHashData.serialNumber })}`} ·{' '}
                    {t('told')} <Age at={one.reportedAt} span size="xs" />
                  </Text>
                </Card>
              ))}
              {data.ordered.map((one) => (
                <Card withBorder padding="sm" key={one.fingerprint}>
                  <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                    {one.subject ?? t('unnamed')}
                  </Text>
                  <Expiry at={one.notAfter} />
                  <Text size="sm">{t('missing')}</Text>
                </Card>
              ))}
            </Stack>
          )}
        </Panel>
      </Section>
    </>
  );
}

function Events({ station }: { station: string }) {
  const { t } = useTranslation('trust');
  const asked = useQuery({
    queryKey: keys.securityEvents(station),
    queryFn: () =>
      body(
        api.GET('/api/v1/stations/{id}/events', {
          params: { path: { id: station }, query: { kind: 'securityEvent', limit: 20 } },
        }),
      ),
    refetchInterval: 15_000,
  });
  return (
    <Section title={t('events')}>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('noEvents')}</Text>} rows={2}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((event) => (
              <Card withBorder padding="sm" key={event.id}>
                <Group justify="space-between">
                  <Text size="sm" fw={600}>
                    {event.type}
                  </Text>
                  <Age at={event.at} size="xs" c="dimmed" />
                </Group>
                {event.techInfo && (
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {event.techInfo}
                  </Text>
                )}
              </Card>
            ))}
          </Stack>
        )}
      </Panel>
    </Section>
  );
}

function Refused({ station }: { station: string }) {
  const { t } = useTranslation('trust');
  const asked = useQuery({ ...refusalsQuery(station), refetchInterval: 10_000 });
  return (
    <Section title={t('refused')}>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('noRefused')}</Text>} rows={2}>
        {(data) => (
          <Stack gap="xs">
            {data.items.map((attempt) => (
              <Refusal key={`${attempt.remoteAddress} ${attempt.reason}`} attempt={attempt} />
            ))}
          </Stack>
        )}
      </Panel>
    </Section>
  );
}
