import {
  Alert,
  JsonInput,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { chainQuery } from '../certificates/query';
import { type Draft, fieldOf, knownOf } from './draft';
import { ImageField } from './ImageField';
import { CERTIFICATE_COMMANDS } from './search';
import { ValueRows } from './ValueRows';

type Props = { draft: Draft; set: (change: Partial<Draft>) => void; error: (field: string) => string | undefined };

const COMMANDS = [
  'Reset',
  'ClearCache',
  'GetVariables',
  'GetBaseReport',
  'TriggerMessage',
  'GetLocalListVersion',
] as const;
const OWN = ['ChargingStationCertificate', 'V2GCertificate', 'V2G20Certificate', 'CombinedCertificate'];
const ROOTS = [
  'CSMSRootCertificate',
  'ManufacturerRootCertificate',
  'V2GRootCertificate',
  'MORootCertificate',
  'OEMRootCertificate',
];

/** What each station is to get. */
export function WorkForm({ draft, set, error }: Props) {
  const { t } = useTranslation('jobs');
  const narrow = useMediaQuery('(max-width: 36em)');
  return (
    <Stack>
      <SegmentedControl
        orientation={narrow ? 'vertical' : 'horizontal'}
        fullWidth={narrow}
        aria-label={t('field.kind')}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind as Draft['kind'] })}
        data={(['configuration', 'firmware', 'certificate', 'localList', 'command'] as const).map((value) => ({
          value,
          label: t(`kind.${value}`),
        }))}
      />
      {draft.kind === 'configuration' && <ConfigurationWork draft={draft} set={set} error={error} />}
      {draft.kind === 'firmware' && <FirmwareWork draft={draft} set={set} error={error} />}
      {draft.kind === 'certificate' && <CertificateWork draft={draft} set={set} error={error} />}
      {draft.kind === 'localList' && (
        <>
          <Text size="sm">{t('work.localList')}</Text>
          <Switch
            label={t('work.full')}
            checked={draft.full}
            onChange={(event) => set({ full: event.currentTarget.checked })}
          />
        </>
      )}
      {draft.kind === 'command' && <CommandWork draft={draft} set={set} error={error} />}
      {error('command') && (
        <Alert color="red" role="alert">
          {error('command')}
        </Alert>
      )}
    </Stack>
  );
}

function ConfigurationWork({ draft, set, error }: Props) {
  const { t } = useTranslation('jobs');
  const templates = useQuery({ queryKey: keys.templates, queryFn: () => body(api.GET('/api/v1/templates')) });
  return (
    <>
      <Select
        label={t('work.template')}
        description={t('work.templateHint')}
        clearable
        value={draft.template ?? null}
        onChange={(template) => set({ template: template ?? undefined })}
        data={templates.data?.items.map((one) => ({ value: one.id, label: one.name })) ?? []}
      />
      {!draft.template && <ValueRows values={draft.values} set={(values) => set({ values })} error={error} />}
      <Switch
        label={t('work.reset')}
        description={t('work.resetHint')}
        checked={draft.reset}
        onChange={(event) => set({ reset: event.currentTarget.checked })}
      />
    </>
  );
}

function FirmwareWork({ draft, set, error }: Props) {
  const { t } = useTranslation('jobs');
  return (
    <>
      <ImageField
        image={draft.image}
        set={(image, known) => set({ image, ...(known && knownOf(known, draft)) })}
        error={error('image')}
      />
      <TextInput
        label={t('work.expectedVersion')}
        description={t('work.expectedVersionHint')}
        value={draft.expectedVersion}
        error={error('expectedVersion')}
        onChange={(event) => set({ expectedVersion: event.currentTarget.value })}
      />
      <NumberInput
        label={t('work.verifyMinutes')}
        description={t('work.verifyMinutesHint')}
        min={1}
        max={1440}
        allowDecimal={false}
        value={draft.verifyMinutes ?? ''}
        error={error('verifyMinutes')}
        onChange={(value) => set({ verifyMinutes: value === '' ? undefined : Number(value) })}
      />
      <Textarea
        label={t('work.signingCertificate')}
        description={t('work.signatureHint')}
        autosize
        minRows={2}
        maxRows={6}
        value={draft.signingCertificate}
        error={error('signingCertificate')}
        onChange={(event) => set({ signingCertificate: event.currentTarget.value })}
      />
      <TextInput
        label={t('work.signature')}
        value={draft.signature}
        error={error('signature')}
        onChange={(event) => set({ signature: event.currentTarget.value })}
      />
    </>
  );
}

function CertificateWork({ draft, set, error }: Props) {
  const { t } = useTranslation('jobs');
  const known = useQuery({ ...chainQuery(draft.known ?? ''), enabled: draft.known !== undefined });
  const text = known.data?.items[0]?.certificate;
  useEffect(() => {
    if (text) set({ pem: text, known: undefined });
  }, [text, set]);
  return (
    <>
      <Select
        label={t('work.certificateCommand')}
        value={draft.certificateCommand}
        onChange={(certificateCommand) =>
          certificateCommand && set({ certificateCommand: certificateCommand as Draft['certificateCommand'] })
        }
        allowDeselect={false}
        data={CERTIFICATE_COMMANDS.map((value) => ({ value, label: t(`certificate.${value}`) }))}
      />
      {draft.certificateCommand === 'RenewCertificate' && (
        <Select
          label={t('work.ownType')}
          value={draft.ownType}
          onChange={(ownType) => ownType && set({ ownType })}
          allowDeselect={false}
          data={OWN}
        />
      )}
      {draft.certificateCommand === 'DeleteCertificate' && (
        <TextInput
          label={t('work.hash')}
          description={t('work.hashHint')}
          value={draft.hash}
          error={error('certificateHashData')}
          onChange={(event) => set({ hash: event.currentTarget.value })}
        />
      )}
      {draft.certificateCommand === 'InstallCertificate' && (
        <>
          <Select
            label={t('work.rootType')}
            value={draft.rootType}
            onChange={(rootType) => rootType && set({ rootType })}
            allowDeselect={false}
            data={ROOTS}
          />
          <Textarea
            label={t('work.pem')}
            autosize
            minRows={4}
            maxRows={12}
            value={draft.pem}
            error={error('certificate')}
            onChange={(event) => set({ pem: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

function CommandWork({ draft, set }: Props) {
  const { t } = useTranslation('jobs');
  return (
    <>
      <Select
        label={t('work.command')}
        value={draft.command}
        onChange={(command) => {
          if (!command) return;
          set({ command, fields: JSON.stringify(FIELDS[command] ?? {}, null, 2) });
        }}
        allowDeselect={false}
        data={COMMANDS.map((value) => ({ value, label: t(`command.${value}`) }))}
      />
      {draft.command === 'Reset' && (
        <Select
          label={t('work.how')}
          description={t('work.howHint')}
          value={fieldOf(draft, 'how') ?? null}
          onChange={(how) => how && set({ fields: JSON.stringify({ ...FIELDS.Reset, how }, null, 2) })}
          allowDeselect={false}
          data={[
            { group: 'OCPP 2.0.1, 2.1', items: RESETS.v2.map((value) => ({ value, label: t(`how.${value}`) })) },
            { group: 'OCPP 1.6', items: RESETS.v16.map((value) => ({ value, label: t(`how.${value}`) })) },
          ]}
        />
      )}
      <JsonInput
        label={t('work.fields')}
        description={t('work.fieldsHint')}
        formatOnBlur
        autosize
        minRows={3}
        validationError={t('work.noJson')}
        value={draft.fields}
        onChange={(fields) => set({ fields })}
      />
    </>
  );
}

const RESETS = { v2: ['OnIdle', 'Immediate', 'ImmediateAndResume'], v16: ['Soft', 'Hard'] } as const;

/** What each command needs at least. */
const FIELDS: Record<string, object> = {
  Reset: { how: 'OnIdle' },
  GetBaseReport: { kind: 'FullInventory' },
  TriggerMessage: { message: 'StatusNotification' },
};
