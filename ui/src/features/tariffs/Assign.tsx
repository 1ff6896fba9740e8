import { Autocomplete, Button, Modal, NumberInput, SegmentedControl, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { useSession } from '../session/session';

const KINDS = ['site', 'station', 'group'] as const;
type Kind = (typeof KINDS)[number];

/** Who is to pay a tariff; of several that fit the driver's group counts, then the EVSE, the station, the site. */
export function Assign({ tariff, close }: { tariff: Schemas['TariffView']; close: () => void }) {
  const { t } = useTranslation('tariffs');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const session = useSession();
  const [error, setError] = useState<string>();
  const form = useForm({ initialValues: { kind: 'site' as Kind, name: '', evse: '' as number | '' } });
  const { kind, name } = form.values;
  const [q] = useDebouncedValue(name.trim(), 200);
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  const stations = useQuery({
    queryKey: keys.stationList({ assign: q }),
    queryFn: () => body(api.GET('/api/v1/station-matches', { params: { query: { q, limit: 8 } } })),
    enabled: kind === 'station' && q.length > 0,
  });
  const data =
    kind === 'site'
      ? (sites.data?.items.map((site) => site.name) ?? [])
      : kind === 'station'
        ? (stations.data?.items.map(({ station }) => station) ?? [])
        : [];

  async function submit(values: typeof form.values) {
    setError(undefined);
    try {
      await body(
        api.PUT('/api/v1/tariff-assignments', {
          body: {
            tariff: tariff.id,
            [values.kind]: values.name.trim(),
            ...(values.kind === 'station' && values.evse !== '' && { evse: values.evse }),
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: keys.tariffs });
      close();
    } catch (refused) {
      setError(
        atFields(refused, [...KINDS, 'evse'], (field, said) =>
          form.setFieldError(field === 'evse' ? field : 'name', said),
        ),
      );
    }
  }

  return (
    <Modal
      opened
      onClose={close}
      title={t('assignTitle', { name: tariff.name })}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormError error={error} />
          <SegmentedControl
            aria-label={t('kind.label')}
            value={kind}
            onChange={(to) => form.setValues({ kind: to as Kind, name: '' })}
            data={KINDS.filter((one) => one !== 'group' || !session?.sites).map((value) => ({
              value,
              label: t(`kind.${value}`),
            }))}
          />
          <Autocomplete label={t(`kind.${kind}`)} required data={data} data-autofocus {...form.getInputProps('name')} />
          {kind === 'station' && <NumberInput label={t('evseOnly')} min={1} {...form.getInputProps('evse')} />}
          <Button type="submit" loading={form.submitting}>
            {t('assign')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
