import {
  Anchor,
  Autocomplete,
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { moment } from '../../app/format';
import { atFields } from '../../app/refused';
import { rowsQuery } from '../stations/rows';
import classes from './Firmware.module.css';
import { bytes, versionIn } from './format';
import type { Image } from './queries';

const FIELDS = ['version', 'vendor', 'model', 'signingCertificate', 'signature'] as const;
const HOW = ['none', 'supplied', 'made'] as const;
const EVERY = {};

/** What people know of an image: its version, the stations it is for, and who signed it. */
export function ImageDialog({ image, close }: { image: Image; close: () => void }) {
  const { t } = useTranslation('firmware');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [how, setHow] = useState<(typeof HOW)[number]>(
    image.signer ? (image.signer.made ? 'made' : 'supplied') : 'none',
  );
  const form = useForm({
    initialValues: {
      version: image.version ?? versionIn(image.name),
      vendor: image.vendor ?? '',
      model: image.model ?? '',
      signingCertificate: image.signer?.made ? '' : (image.signingCertificate ?? ''),
      signature: image.signer?.made ? '' : (image.signature ?? ''),
    },
  });
  const [failed, setFailed] = useState<string>();
  const rows = useInfiniteQuery(rowsQuery(EVERY)).data?.pages.flatMap(({ items }) => items) ?? [];
  const named = (field: 'vendor' | 'model') =>
    [
      ...new Set(
        rows
          .filter((row) => field === 'vendor' || !form.values.vendor || row.vendor === form.values.vendor)
          .flatMap((row) => row[field] ?? []),
      ),
    ].sort();
  const save = useMutation({
    mutationFn: async ({ signingCertificate, signature, ...about }: typeof form.values) => {
      const params = { path: { id: image.id } };
      const signed =
        how === 'supplied'
          ? { signingCertificate, signature }
          : how === 'none'
            ? { signingCertificate: '', signature: '' }
            : {};
      await body(api.PATCH('/api/v1/firmware-images/{id}', { params, body: { ...about, ...signed } }));
      if (how === 'made' && !image.signer?.made) await body(api.POST('/api/v1/firmware-images/{id}/sign', { params }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.files });
      close();
    },
    onError: (error) => setFailed(atFields(error, FIELDS, form.setFieldError)),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('dialog.title', { name: image.name })}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <FormError error={failed} />
          <TextInput
            label={t('image.version')}
            description={t('dialog.versionHint')}
            data-autofocus
            {...form.getInputProps('version')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Autocomplete label={t('dialog.vendor')} data={named('vendor')} {...form.getInputProps('vendor')} />
            <Autocomplete label={t('dialog.model')} data={named('model')} {...form.getInputProps('model')} />
          </SimpleGrid>
          <Stack gap={4}>
            <Text size="sm" fw={500}>
              {t('image.signature')}
            </Text>
            <SegmentedControl
              aria-label={t('image.signature')}
              value={how}
              onChange={(value) => setHow(value as (typeof HOW)[number])}
              data={HOW.map((value) => ({ value, label: t(`dialog.how.${value}`) }))}
            />
            <Text size="sm" c="dimmed">
              {t(`dialog.hint.${how}`)}
            </Text>
          </Stack>
          {how === 'supplied' && (
            <>
              <Textarea
                label={t('dialog.certificate')}
                autosize
                minRows={3}
                maxRows={8}
                classNames={{ input: classes.hash }}
                {...form.getInputProps('signingCertificate')}
              />
              <Textarea
                label={t('dialog.signature')}
                description={t('dialog.signatureHint')}
                autosize
                minRows={2}
                maxRows={6}
                classNames={{ input: classes.hash }}
                {...form.getInputProps('signature')}
              />
            </>
          )}
          {how === 'made' && <Anchored />}
          <About image={image} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {common('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What a station has to trust before it takes what is signed here. */
function Anchored() {
  const { t } = useTranslation('firmware');
  const { t: common } = useTranslation();
  const asked = useQuery({
    queryKey: keys.signingAnchor,
    queryFn: () => body(api.GET('/api/v1/firmware-images/signing-anchor')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Group gap="md">
      <CopyButton value={asked.data?.pem ?? ''}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy} disabled={!asked.data}>
            {copied ? common('action.copied') : t('dialog.copyAnchor')}
          </Button>
        )}
      </CopyButton>
      <Anchor component={Link} to="/jobs/new?kind=certificate" size="sm" py={6}>
        {t('dialog.installAnchor')}
      </Anchor>
    </Group>
  );
}

function About({ image }: { image: Image }) {
  const { t, i18n } = useTranslation('firmware');
  const signer = image.signer;
  const rows: [label: string, value: string][] = [
    [t('image.size'), bytes(image.sizeBytes, i18n.language)],
    ...(signer
      ? ([
          [t('dialog.signer'), signer.subject],
          [t('dialog.issuer'), signer.issuer],
          [t('dialog.validUntil'), moment(signer.notAfter, undefined, i18n.language)],
        ] as [string, string][])
      : []),
  ];
  return (
    <Table withRowBorders={false} verticalSpacing={2} aria-label={t('dialog.about')}>
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
              {label}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Th scope="row" fw={400} c="dimmed" pl={0}>
            SHA-256
          </Table.Th>
          <Table.Td>
            <Code className={classes.hash}>{image.sha256}</Code>
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
