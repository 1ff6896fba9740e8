import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { FilterFields } from '../jobs/StationsForm';
import { ValueRows, type Wanted } from '../jobs/ValueRows';
import type { Template } from './query';

type Props = { template?: Template; close: () => void; saved: (template: Template) => void };

/** Intent and scope; the stations in the scope are counted while it is written. */
export function EditTemplate({ template, close, saved }: Props) {
  const { t } = useTranslation('templates');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(template?.name ?? '');
  const [description, setDescription] = useState(template?.description ?? '');
  const [stations, setStations] = useState<Schemas['StationChoiceStationFilter']>(template?.stations ?? {});
  const [values, setValues] = useState<Wanted[]>(template?.values ?? [{ variable: '', value: '' }]);
  const form = { name, ...(description && { description }), stations, values };
  const known = useQuery({
    queryKey: keys.stationList({ template: stations.q }),
    queryFn: () => body(api.GET('/api/v1/stations', { params: { query: { q: stations.q, limit: 1 } } })),
  });
  const save = useMutation({
    mutationFn: () =>
      body(
        template
          ? api.PUT('/api/v1/templates/{id}', { params: { path: { id: template.id } }, body: form })
          : api.POST('/api/v1/templates', { body: form }),
      ),
    onSuccess: (now) => {
      queries.setQueryData(keys.template(now.id), now);
      void queries.invalidateQueries({ queryKey: keys.templates });
      saved(now);
    },
  });
  const error = (field: string) =>
    save.error instanceof ApiError ? save.error.fields.find((one) => one.field === field)?.message : undefined;
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={template ? t('change') : t('add')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          {save.error && (
            <Alert color="red" role="alert">
              {save.error.message}
            </Alert>
          )}
          <TextInput
            label={t('field.name')}
            required
            data-autofocus
            value={name}
            error={error('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label={t('field.description')}
            autosize
            value={description}
            error={error('description')}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Title order={2} size="h6">
            {t('scope')}
          </Title>
          <FilterFields filter={stations} set={setStations} error={error} />
          {known.data?.items.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('nobody')}
            </Text>
          )}
          <Title order={2} size="h6">
            {t('intent')}
          </Title>
          <ValueRows values={values} set={setValues} error={error} />
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
