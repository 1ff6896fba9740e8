import {
  Alert,
  Autocomplete,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { formOf, type SiteValues, valuesOf } from './form';
import { mayStandBelow } from './tree';

type Site = Schemas['SiteView'];

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const CURRENCIES = Intl.supportedValuesOf('currency');

/** A place: what it is called, where it is, whose day it keeps. A new one takes over from the site above what is left empty. */
export function SiteDialog({
  site,
  parent,
  all,
  close,
}: {
  site?: Site;
  parent?: string;
  all: readonly Site[];
  close: () => void;
}) {
  const { t } = useTranslation('sites');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm<SiteValues>({ initialValues: valuesOf(site, parent) });
  const above = all.find(({ name }) => name === form.values.parent);
  const moves = site !== undefined && form.values.parent !== (site.parent ?? '');

  async function submit(values: SiteValues) {
    setError(undefined);
    const change = formOf(values, site);
    try {
      if (site) await body(api.PATCH('/api/v1/sites/{name}', { params: { path: { name: site.name } }, body: change }));
      else await body(api.POST('/api/v1/sites', { body: change }));
      await queries.invalidateQueries({ queryKey: keys.sites });
      if (change.name) void queries.invalidateQueries({ queryKey: keys.stations });
      close();
    } catch (refused) {
      setError(
        atFields(refused, [...Object.keys(values), ...NESTED], (field, text) => form.setFieldError(last(field), text)),
      );
    }
  }

  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={site ? t('edit', { name: site.name }) : t('add')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormError error={error} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
            <TextInput label={t('field.title')} {...form.getInputProps('title')} />
          </SimpleGrid>
          <Select
            label={t('field.parent')}
            placeholder={t('top')}
            data={site ? mayStandBelow(all, site.name) : all.map(({ name }) => name)}
            clearable
            clearButtonProps={{ 'aria-label': t('top') }}
            searchable
            {...form.getInputProps('parent')}
            value={form.values.parent || null}
            onChange={(value) => form.setFieldValue('parent', value ?? '')}
          />
          {moves && (
            <Alert color="gray">
              <Text size="sm">{t('moveConsequence')}</Text>
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Autocomplete
              label={t('field.timeZone')}
              placeholder={site ? undefined : (above?.timeZone ?? 'UTC')}
              data={ZONES}
              limit={30}
              {...form.getInputProps('timeZone')}
            />
            <Autocomplete
              label={t('field.currency')}
              placeholder={site ? undefined : (above?.currency ?? 'EUR')}
              data={CURRENCIES}
              limit={30}
              {...form.getInputProps('currency')}
            />
          </SimpleGrid>
          <TextInput label={t('field.street')} autoComplete="off" {...form.getInputProps('street')} />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput label={t('field.postalCode')} autoComplete="off" {...form.getInputProps('postalCode')} />
            <TextInput label={t('field.city')} autoComplete="off" {...form.getInputProps('city')} />
            <TextInput
              label={t('field.country')}
              placeholder="DE"
              maxLength={2}
              autoComplete="off"
              {...form.getInputProps('country')}
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('field.latitude')}
              description={t('field.latitudeHint')}
              min={-90}
              max={90}
              decimalScale={6}
              hideControls
              {...form.getInputProps('latitude')}
            />
            <NumberInput
              label={t('field.longitude')}
              description={t('field.longitudeHint')}
              min={-180}
              max={180}
              decimalScale={6}
              hideControls
              {...form.getInputProps('longitude')}
            />
            <NumberInput
              label={t('field.amperes')}
              description={t('field.amperesHint')}
              suffix=" A"
              min={0}
              hideControls
              {...form.getInputProps('amperesPerPhase')}
            />
            <NumberInput
              label={t('field.watts')}
              description={t('field.wattsHint')}
              suffix=" kW"
              min={0}
              decimalScale={3}
              hideControls
              {...form.getInputProps('watts')}
            />
          </SimpleGrid>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {site ? common('action.save') : t('add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** As the API names what stands in one row here. */
const NESTED = [
  'address.street',
  'address.postalCode',
  'address.city',
  'address.country',
  'limit.amperesPerPhase',
  'limit.watts',
];

const last = (field: string) => field.slice(field.lastIndexOf('.') + 1);
