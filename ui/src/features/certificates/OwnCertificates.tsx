import {
  Badge,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { CardTable } from '../../app/CardTable';
import { Confirm } from '../../app/Confirm';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { RightButton, useReason } from '../../app/rights';
import { Panel } from '../../app/states';
import type { Opened } from './CertificatesPage';
import { EndMark } from './EndMark';
import { bars, commonName, endingsOf } from './horizon';
import { type Own, ROLES, rootType } from './query';
import type { CertificateSearch } from './search';

type Props = {
  asked: UseQueryResult<Schemas['CertificateChainAuthorityCertificates'], Error>;
  ends: string | undefined;
  now: Date;
  change: (more: CertificateSearch) => void;
  open: (opened: Opened) => void;
};

/** The server's own certificates, our authorities, and whom we trust; what is for Plug & Charge apart. */
export function OwnCertificates({ asked, ends, now, change, open }: Props) {
  const { t } = useTranslation('certificates');
  const reason = useReason('operator', true);
  const [adding, setAdding] = useState(false);
  // A bar of the horizon filters here as it does in the list of stations.
  const fits = (one: Own) => !ends || bars(endingsOf([one], now), now).some((bar) => bar.month === ends && bar.total);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" style={{ flex: '1 1 300px' }}>
          {t('own.hint')}
        </Text>
        <RightButton reason={reason} leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {t('own.add')}
        </RightButton>
      </Group>
      <Panel asked={asked} isEmpty={({ items }) => !items.some(fits)} empty={<Text>{t('noneFits')}</Text>}>
        {({ items }) => (
          <Stack gap="lg">
            {ROLES.map((role) => ({ role, some: items.filter((one) => one.role === role && fits(one)) }))
              .filter(({ some }) => some.length > 0)
              .map(({ role, some }) => (
                <OfRole key={role} role={role} items={some} change={change} open={open} />
              ))}
          </Stack>
        )}
      </Panel>
      {adding && <Add close={() => setAdding(false)} />}
    </Stack>
  );
}

function OfRole({
  role,
  items,
  change,
  open,
}: { role: (typeof ROLES)[number]; items: Own[] } & Pick<Props, 'change' | 'open'>) {
  const { t } = useTranslation('certificates');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayJob = useReason('operator');
  const mayRemove = useReason('operator', true);
  const [removing, setRemoving] = useState<Own>();
  const name = (one: Own) => one.name ?? commonName(one.subject);
  return (
    <section aria-label={t(`type.${role}`)}>
      <Title order={2} size="h5">
        {t(`type.${role}`)}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {t('breaks.atEnd')} {t(`breaks.of.${role}`)}
      </Text>
      <CardTable
        label={t(`type.${role}`)}
        items={items}
        keyOf={(one) => one.fingerprint + one.kind}
        columns={[
          {
            name: t('column.certificate'),
            of: (one) => (
              <UnstyledButton onClick={() => open({ fingerprint: one.fingerprint })} mih={32} data-own={role}>
                <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {name(one)}
                </Text>
                {one.name && (
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {commonName(one.subject)}
                  </Text>
                )}
              </UnstyledButton>
            ),
          },
          {
            name: t('column.kind'),
            of: (one) => (
              <Group gap={4}>
                {one.kind && (
                  <Badge tt="none" variant="default">
                    {t(`own.kind.${one.kind as 'rsa'}`)}
                  </Badge>
                )}
                <Text size="xs" c="dimmed">
                  {role === 'server' ? '' : t(one.root ? 'place.root' : 'place.sub')}
                </Text>
              </Group>
            ),
          },
          { name: t('column.ends'), of: (one) => <EndMark at={one.notAfter} /> },
          {
            name: t('column.holders'),
            of: (one) =>
              one.holders > 0 ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t('holdersList')}: ${name(one)}`}
                  onClick={() => change({ tab: undefined, ends: undefined, fingerprint: one.fingerprint })}
                >
                  {t('stations', { count: one.holders })}
                </Button>
              ) : (
                <Text size="sm">{t('stations', { count: 0 })}</Text>
              ),
          },
        ]}
        actions={(one) => (
          <>
            {(one.root || role === 'server') && (
              <RightButton
                size="xs"
                variant="default"
                reason={mayJob}
                aria-label={`${t('installRoot')}: ${name(one)}`}
                onClick={() =>
                  void navigate({
                    to: '/jobs/new',
                    search: {
                      certificate: 'InstallCertificate',
                      certificateType: rootType(one),
                      known: one.fingerprint,
                    },
                  })
                }
              >
                {t('installRoot')}
              </RightButton>
            )}
            {one.id && (
              <RightButton
                size="xs"
                variant="default"
                reason={mayRemove}
                aria-label={`${t('own.remove')} ${name(one)}`}
                onClick={() => setRemoving(one)}
              >
                {t('own.remove')}
              </RightButton>
            )}
          </>
        )}
      />
      {removing && (
        <Confirm
          title={t('own.removeTitle', { name: name(removing) })}
          consequence={t(role === 'trustedForStations' ? 'own.removeStations' : 'own.removeCharging')}
          action={t('own.remove')}
          close={() => setRemoving(undefined)}
          run={async () => {
            const params = { path: { id: removing.id as string } };
            if (role === 'trustedForStations') await body(api.DELETE('/api/v1/station-cas/{id}', { params }));
            else await body(api.DELETE('/api/v1/trust-anchors/{id}', { params }));
            await queries.invalidateQueries({ queryKey: keys.ownCertificates });
          }}
        />
      )}
    </section>
  );
}

const PURPOSES = ['stations', 'V2G', 'MO', 'OEM', 'OCSP'] as const;

/** An authority of somebody else, and what it is trusted for. */
function Add({ close }: { close: () => void }) {
  const { t } = useTranslation('certificates');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm({ initialValues: { kind: 'stations', name: '', certificate: '' } });
  const add = useMutation({
    mutationFn: async ({ kind, name, certificate }: typeof form.values) => {
      const given = { ...(name.trim() && { name: name.trim() }), certificate };
      if (kind === 'stations') await body(api.POST('/api/v1/station-cas', { body: given }));
      else await body(api.POST('/api/v1/trust-anchors', { body: { kind, ...given } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.ownCertificates });
      close();
    },
    onError: (refused) => setError(atFields(refused, ['name', 'certificate'], form.setFieldError)),
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('own.add')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form
        onSubmit={form.onSubmit((values) => {
          setError(undefined);
          add.mutate(values);
        })}
      >
        <Stack>
          <FormError error={error} />
          <Select
            label={t('own.purpose')}
            allowDeselect={false}
            data={PURPOSES.map((value) => ({ value, label: t(`own.purposes.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          <TextInput label={t('own.name')} description={t('own.nameHint')} {...form.getInputProps('name')} />
          <Textarea
            label={t('own.pem')}
            description={t('own.pemHint')}
            required
            autosize
            minRows={5}
            maxRows={12}
            {...form.getInputProps('certificate')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {common('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
