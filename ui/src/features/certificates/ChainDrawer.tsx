import { Anchor, Badge, Button, Card, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link as RouteLink, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Confirm } from '../../app/Confirm';
import { moment } from '../../app/format';
import { onceKey } from '../../app/once';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import { CommandStrip } from '../commands/CommandStrip';
import type { Opened } from './CertificatesPage';
import { EndMark } from './EndMark';
import { commonName } from './horizon';
import { type Certificate, chainQuery, type Link, rootType } from './query';
import { Details } from './Request';
import { StateMark } from './StationCertificates';

type Props = { opened: Opened; close: () => void; showHolders: (fingerprint: string) => void };

/** One certificate and those above it up to its root, with who has that root; beside the lists. */
export function ChainDrawer({ opened: { row, fingerprint }, close, showHolders }: Props) {
  const { t } = useTranslation('certificates');
  const { t: common } = useTranslation();
  const print = row?.fingerprint ?? fingerprint;
  const title = row?.subject ? commonName(row.subject) : row ? t('unnamed') : t('chain');
  return (
    <Drawer.Root opened onClose={close} position="right" size="lg" lockScroll={false}>
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" mb="sm" wrap="nowrap">
            <Drawer.Title fz="lg" fw={700} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Drawer.Title>
            <Drawer.CloseButton aria-label={common('action.close')} />
          </Group>
          <Stack>
            {row && <OfStation row={row} />}
            {print ? (
              <Chain fingerprint={print} type={row?.certificateType} showHolders={showHolders} />
            ) : (
              row && <OnlyNamed row={row} />
            )}
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Where it is, and what can be done about it there. */
function OfStation({ row }: { row: Certificate }) {
  const { t } = useTranslation('certificates');
  const queries = useQueryClient();
  const command = useReason('technician');
  const change = useReason('operator');
  const [asking, setAsking] = useState<'delete' | 'revoke'>();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: keys.stationCertificates });
    return queries.invalidateQueries({ queryKey: keys.commands(row.station) });
  };
  const send = (of: object, wait?: string) =>
    body(
      api.POST('/api/v1/stations/{id}/commands', {
        params: {
          path: { id: row.station },
          header: { 'Idempotency-Key': onceKey() },
          query: { ...(wait && { wait }) },
        },
        body: of as never,
      }),
    );
  const renew = useMutation({
    mutationFn: () => send({ type: 'RenewCertificate', certificateType: row.certificateType }),
    onSuccess: refresh,
  });
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Anchor component={RouteLink} to={`/stations/${encodeURIComponent(row.station)}/trust`} fw={600}>
          {row.station}
        </Anchor>
        <Text size="sm" c="dimmed">
          {row.site}
        </Text>
        <StateMark state={row.state} />
      </Group>
      <Text size="sm">{t(`type.${row.certificateType as 'server'}`, { defaultValue: row.certificateType })}</Text>
      <Text size="sm" c="dimmed">
        {t('breaks.atEnd')} {t(`breaks.of.${row.certificateType as 'server'}`, { defaultValue: '' })}
      </Text>
      <Group gap="xs">
        {row.issued && (
          <>
            <RightButton reason={command} loading={renew.isPending} onClick={() => renew.mutate()}>
              {t('renewHere')}
            </RightButton>
            {row.state !== 'revoked' && (
              <RightButton variant="default" reason={change} onClick={() => setAsking('revoke')}>
                {t('revoke')}
              </RightButton>
            )}
          </>
        )}
        {row.certificateHashData && (
          <RightButton variant="default" reason={command} onClick={() => setAsking('delete')}>
            {t('deleteHere')}
          </RightButton>
        )}
      </Group>
      {renew.error && <Failed error={renew.error} />}
      <CommandStrip station={row.station} />
      {asking === 'delete' && (
        <Confirm
          title={t('deleteHere')}
          consequence={t('deleteSure', { station: row.station })}
          action={t('deleteHere')}
          close={() => setAsking(undefined)}
          run={async () => {
            const ended = await send(
              { type: 'DeleteCertificate', certificateHashData: row.certificateHashData },
              '30s',
            );
            await refresh();
            if (ended.status !== 'Accepted')
              throw new ApiError(409, 'not-deleted', ended.reason ?? ended.status ?? t('stillWaits'));
          }}
        />
      )}
      {asking === 'revoke' && (
        <Confirm
          title={t('revoke')}
          consequence={t('revokeSure', { station: row.station })}
          action={t('revoke')}
          close={() => setAsking(undefined)}
          run={async () => {
            const path = { id: row.issued as string };
            await body(api.POST('/api/v1/certificates/{id}/revoke', { params: { path } }));
            await refresh();
          }}
        />
      )}
    </Stack>
  );
}

/** Nobody here has seen it whole: the station's own words are all there is. */
function OnlyNamed({ row }: { row: Certificate }) {
  const { t } = useTranslation('certificates');
  const hash = row.certificateHashData;
  return (
    <Card withBorder>
      <Text size="sm">{t('unnamedHint')}</Text>
      {hash && (
        <Stack gap={2} mt="xs">
          <Fact name={t('fact.serial')}>{hash.serialNumber}</Fact>
          <Fact name={t('fact.issuerName')}>{`${hash.issuerNameHash} (${hash.hashAlgorithm})`}</Fact>
          <Fact name={t('fact.issuerKey')}>{hash.issuerKeyHash}</Fact>
        </Stack>
      )}
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
      <Text span size="xs" c="dimmed">
        {name}:{' '}
      </Text>
      {children}
    </Text>
  );
}

type ChainProps = { fingerprint: string; type: string | undefined; showHolders: (fingerprint: string) => void };

function Chain({ fingerprint, type, showHolders }: ChainProps) {
  const { t } = useTranslation('certificates');
  const asked = useQuery(chainQuery(fingerprint));
  return (
    <Stack gap={4} component="section" aria-label={t('chain')}>
      <Title order={2} size="h5">
        {t('chain')}
      </Title>
      <Panel asked={asked}>
        {({ items, complete }) => (
          <>
            {items.map((link, at) => (
              <div key={link.fingerprint}>
                {at > 0 && (
                  <Group gap={6} py={4} pl="md">
                    <IconArrowDown size={16} aria-hidden="true" />
                    <Text size="xs" c="dimmed">
                      {t('issuedBy')}
                    </Text>
                  </Group>
                )}
                <OneLink link={link} first={at === 0} />
              </div>
            ))}
            {complete ? (
              <Holders root={items[items.length - 1] as Link} type={type} show={showHolders} />
            ) : (
              <Text size="sm" mt="xs">
                {t('incomplete', { issuer: commonName(items[items.length - 1]?.issuer ?? '') })}
              </Text>
            )}
          </>
        )}
      </Panel>
    </Stack>
  );
}

function OneLink({ link, first }: { link: Link; first: boolean }) {
  const { t, i18n } = useTranslation('certificates');
  const place = link.root ? 'root' : first ? 'leaf' : 'sub';
  return (
    <Card withBorder padding="sm" data-link={place}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {commonName(link.subject)}
          </Text>
          <Group gap={6}>
            <Badge
              tt="none"
              variant="default"
              {...(link.root && { leftSection: <IconRosetteDiscountCheck size={12} /> })}
            >
              {t(`place.${place}`)}
            </Badge>
            {link.roles.map((role) => (
              <Badge key={role} tt="none" color="cyan.9">
                {t(`type.${role as 'server'}`)}
              </Badge>
            ))}
            {link.revoked && (
              <Badge tt="none" color="red.9">
                {t('state.revoked')}
              </Badge>
            )}
          </Group>
        </div>
        <EndMark at={link.notAfter} />
      </Group>
      <Stack gap={2} mt="xs">
        <Fact name={t('fact.subject')}>{link.subject}</Fact>
        <Fact name={t('fact.issuer')}>{link.root ? t('itself') : link.issuer}</Fact>
        <Fact name={t('fact.serial')}>{link.serialNumber}</Fact>
        <Fact name={t('fact.valid')}>
          {`${moment(link.notBefore, undefined, i18n.language)} – ${moment(link.notAfter, undefined, i18n.language)}`}
        </Fact>
        <Fact name={t('fact.key')}>{link.key}</Fact>
        <Fact name={t('fact.fingerprint')}>{(link.fingerprint.match(/../g) ?? []).join(':')}</Fact>
      </Stack>
      <Details summary="PEM" text={link.certificate} />
    </Card>
  );
}

/** Which stations have the root installed; the way to bring it to others. */
function Holders({ root, type, show }: { root: Link; type: string | undefined; show: (fingerprint: string) => void }) {
  const { t } = useTranslation('certificates');
  const navigate = useNavigate();
  const reason = useReason('operator');
  const query = { fingerprint: root.fingerprint, limit: 50 };
  const asked = useQuery({
    queryKey: [...keys.stationCertificates, 'holders', root.fingerprint],
    queryFn: () => body(api.GET('/api/v1/station-certificates', { params: { query } })),
  });
  return (
    <Stack gap="xs" mt="sm" component="section" aria-label={t('holders')}>
      <Title order={2} size="h5">
        {t('holders')}
      </Title>
      <Panel
        asked={asked}
        isEmpty={({ items }) => items.length === 0}
        empty={<Text size="sm">{t('noHolders')}</Text>}
        rows={1}
      >
        {({ items, next }) => (
          <Group gap="xs">
            {items.map((one) => (
              <Anchor
                key={one.id}
                component={RouteLink}
                to={`/stations/${encodeURIComponent(one.station)}/trust`}
                size="sm"
                data-holder={one.station}
              >
                {one.station}
              </Anchor>
            ))}
            {next && <Text size="sm">…</Text>}
            <Button size="compact-sm" variant="default" onClick={() => show(root.fingerprint)}>
              {t('holdersList')}
            </Button>
          </Group>
        )}
      </Panel>
      <div>
        <RightButton
          size="xs"
          variant="default"
          reason={reason}
          onClick={() =>
            void navigate({
              to: '/jobs/new',
              search: {
                certificate: 'InstallCertificate',
                known: root.fingerprint,
                certificateType: type?.endsWith('RootCertificate')
                  ? type
                  : rootType({ role: root.roles[0] ?? '', kind: '' }),
              },
            })
          }
        >
          {t('installRoot')}
        </RightButton>
      </div>
    </Stack>
  );
}
