import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { KINDS, SEVERITIES } from '../problems/kinds';
import { BackTest } from './BackTest';
import { bodyOf, fieldOf, valuesOf } from './form';
import { routesQuery } from './queries';

/** A rule, with what it would have done beside it. */
export function RuleEditor({ rule, close }: { rule?: Schemas['AlertRuleView']; close: () => void }) {
  const { t } = useTranslation('alerts');
  const { t: problems } = useTranslation('problems');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const routes = useQuery(routesQuery);
  const sites = useQuery({ queryKey: keys.sites, queryFn: () => body(api.GET('/api/v1/sites')) });
  const [error, setError] = useState<string>();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const form = useForm({ initialValues: valuesOf(rule, zone) });
  const [tested] = useDebouncedValue(form.values, 400);

  async function submit(values: typeof form.values) {
    setError(undefined);
    try {
      await body(
        rule
          ? api.PATCH('/api/v1/alert-rules/{id}', { params: { path: { id: rule.id } }, body: bodyOf(values) })
          : api.POST('/api/v1/alert-rules', { body: bodyOf(values) }),
      );
      await queries.invalidateQueries({ queryKey: keys.alertRules });
      close();
    } catch (refused) {
      if (!(refused instanceof ApiError)) throw refused;
      for (const { field, message } of refused.fields) form.setFieldError(fieldOf(field), message);
      if (refused.fields.length === 0) setError(refused.message);
    }
  }

  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <Title order={2} size="h4">
            {rule ? rule.name : t('add')}
          </Title>
          <FormError error={error} />
          <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
          <MultiSelect
            label={t('field.kinds')}
            searchable
            placeholder={form.values.kinds.length === 0 ? t('field.kindsAll') : undefined}
            clearable
            data={KINDS.map((value) => ({ value, label: problems(`kind.${value}`) }))}
            {...form.getInputProps('kinds')}
          />
          <Select
            label={t('field.severity')}
            allowDeselect={false}
            data={SEVERITIES.toReversed().map((value) => ({ value, label: problems(`severity.${value}`) }))}
            {...form.getInputProps('severity')}
          />
          <MultiSelect
            label={t('field.sites')}
            placeholder={form.values.sites.length === 0 ? t('field.sitesAll') : undefined}
            searchable
            clearable
            data={sites.data?.items.map(({ name, title }) => ({ value: name, label: title ?? name })) ?? []}
            {...form.getInputProps('sites')}
          />
          <TagsInput
            label={t('field.vendors')}
            description={t('field.vendorsHint')}
            placeholder={form.values.vendors.length === 0 ? t('field.vendorsAll') : undefined}
            {...form.getInputProps('vendors')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label={t('field.longerThan')}
              min={0}
              max={43_200}
              {...form.getInputProps('longerThanMinutes')}
            />
            <NumberInput label={t('field.moreThan')} min={0} {...form.getInputProps('moreThanStations')} />
          </SimpleGrid>
          <Checkbox label={t('field.quiet')} {...form.getInputProps('quiet', { type: 'checkbox' })} />
          {form.values.quiet && (
            <>
              <SimpleGrid cols={{ base: 1, sm: 3 }}>
                <TextInput type="time" label={t('field.from')} {...form.getInputProps('from')} />
                <TextInput type="time" label={t('field.to')} {...form.getInputProps('to')} />
                <TextInput label={t('field.timeZone')} {...form.getInputProps('timeZone')} />
              </SimpleGrid>
              <Checkbox
                label={t('field.exceptCritical')}
                {...form.getInputProps('exceptCritical', { type: 'checkbox' })}
              />
            </>
          )}
          <MultiSelect
            label={t('field.routes')}
            searchable
            data={routes.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            {...form.getInputProps('routes')}
          />
          <Checkbox label={t('field.tellCured')} {...form.getInputProps('tellCured', { type: 'checkbox' })} />
          <Switch label={t('field.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('action.cancel')}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
      <BackTest terms={bodyOf(tested)} />
    </SimpleGrid>
  );
}
