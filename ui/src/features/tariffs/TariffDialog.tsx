import {
  ActionIcon,
  Button,
  Chip,
  Fieldset,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FormError } from '../../app/FormError';
import { atFields } from '../../app/refused';
import { EMPTY, type TariffValues, tariffOf, valuesOf } from './form';
import { DAYS, dayName, PRICES } from './words';

const CURRENCIES = Intl.supportedValuesOf('currency');

/** A tariff's prices and their hours. Charges that run keep the version they began with. */
export function TariffDialog({ tariff, close }: { tariff?: Schemas['TariffView']; close: () => void }) {
  const { t, i18n } = useTranslation('tariffs');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [error, setError] = useState<string>();
  const form = useForm<TariffValues>({ initialValues: valuesOf(tariff) });

  async function submit(values: TariffValues) {
    setError(undefined);
    const sent = tariffOf(values, tariff) as never;
    try {
      if (tariff) await body(api.PUT('/api/v1/tariffs/{id}', { params: { path: { id: tariff.id } }, body: sent }));
      else await body(api.POST('/api/v1/tariffs', { body: sent }));
      await queries.invalidateQueries({ queryKey: keys.tariffs });
      close();
    } catch (refused) {
      const places = values.elements.flatMap((_, index) =>
        [...PRICES, 'from', 'until'].flatMap((name) => [`elements[${index}].${name}`]),
      );
      setError(
        atFields(refused, [...Object.keys(values), ...places], (field, said) =>
          form.setFieldError(field.replace(/\[(\d+)\]/, '.$1'), said),
        ),
      );
    }
  }

  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={tariff ? t('edit', { name: tariff.name }) : t('add')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <FormError error={error} />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput
              label={t('field.id')}
              required
              disabled={!!tariff}
              data-autofocus
              {...form.getInputProps('id')}
            />
            <TextInput label={t('field.name')} {...form.getInputProps('name')} />
            <Select
              label={t('field.currency')}
              data={CURRENCIES}
              searchable
              allowDeselect={false}
              {...form.getInputProps('currency')}
            />
          </SimpleGrid>
          {form.values.elements.map((element, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: elements have no other name than their place
            <Fieldset key={index} legend={t('element', { number: index + 1 })}>
              <Stack gap="sm">
                <SimpleGrid cols={{ base: 1, xs: 2 }}>
                  {PRICES.map((price) => (
                    <TextInput
                      key={price}
                      label={t(`field.${price}`)}
                      inputMode="decimal"
                      {...form.getInputProps(`elements.${index}.${price}`)}
                    />
                  ))}
                  <TextInput type="time" label={t('field.from')} {...form.getInputProps(`elements.${index}.from`)} />
                  <TextInput type="time" label={t('field.until')} {...form.getInputProps(`elements.${index}.until`)} />
                </SimpleGrid>
                <Text size="sm" fw={500}>
                  {t('field.days')}
                </Text>
                <Chip.Group
                  multiple
                  value={element.days}
                  onChange={(days) => form.setFieldValue(`elements.${index}.days`, days)}
                >
                  <Group gap={6}>
                    {DAYS.map((day) => (
                      <Chip key={day} value={day} size="xs">
                        {dayName(day, i18n.language)}
                      </Chip>
                    ))}
                  </Group>
                </Chip.Group>
                {form.values.elements.length > 1 && (
                  <Group justify="flex-end">
                    <ActionIcon
                      variant="subtle"
                      color="red"
                      aria-label={t('removeElement', { number: index + 1 })}
                      onClick={() => form.removeListItem('elements', index)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Group>
                )}
              </Stack>
            </Fieldset>
          ))}
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {t('firstFits')}
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => form.insertListItem('elements', { ...EMPTY })}
            >
              {t('addElement')}
            </Button>
          </Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={t('field.minCost')} inputMode="decimal" {...form.getInputProps('minCost')} />
            <TextInput label={t('field.maxCost')} inputMode="decimal" {...form.getInputProps('maxCost')} />
            <NumberInput label={t('field.idleGraceMinutes')} min={0} {...form.getInputProps('idleGraceMinutes')} />
            <TextInput label={t('field.taxPercent')} inputMode="decimal" {...form.getInputProps('taxPercent')} />
          </SimpleGrid>
          <Switch label={t('field.taxIncluded')} {...form.getInputProps('taxIncluded', { type: 'checkbox' })} />
          {tariff && <Text size="sm">{t('newVersion')}</Text>}
          <Button type="submit" loading={form.submitting}>
            {common('action.save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
