import { Anchor, Breadcrumbs, Button, Group, Modal, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { keys } from '../../api/keys';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { DriftTable } from './DriftTable';
import { EditTemplate } from './EditTemplate';
import { STANDINGS, type Template, templateQuery } from './query';

/** One template: what is wanted, who differs and since when, and the way to the job that brings them back. */
export function TemplatePage() {
  const { template: id } = useParams({ from: '/inside/templates/$template' });
  const { t } = useTranslation('templates');
  const asked = useQuery(templateQuery(id));
  return (
    <Stack gap="md">
      <Breadcrumbs>
        <Anchor component={Link} to="/templates">
          {t('title')}
        </Anchor>
        <Text>{asked.data?.name ?? id}</Text>
      </Breadcrumbs>
      <Panel asked={asked}>
        {(template) => (
          <>
            <Header template={template} />
            <SimpleGrid cols={{ base: 2, sm: 4 }}>
              {STANDINGS.map((standing) => (
                <Paper key={standing} withBorder p="sm" data-standing={standing}>
                  <Text size="xl" fw={700} className="live-value">
                    {template.drift[standing]}
                  </Text>
                  <Text size="sm">{t(`standing.${standing}`)}</Text>
                </Paper>
              ))}
            </SimpleGrid>
            <Intent template={template} />
            <DriftTable template={template} />
          </>
        )}
      </Panel>
    </Stack>
  );
}

function Header({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const { t: common } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const remove = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/templates/{id}', { params: { path: { id: template.id } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.templates });
      void navigate({ to: '/templates' });
    },
  });
  const may = mayAct(session, 'operator');
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={2}>
        <Title order={1} size="h3">
          {template.name}
        </Title>
        {template.description && <Text size="sm">{template.description}</Text>}
        <Text size="sm" c="dimmed">
          {t('version', { version: template.version, actor: template.actor })} ·{' '}
          <Age at={template.changedAt} span size="sm" />
        </Text>
      </Stack>
      {may && (
        <Group gap="xs">
          <Button
            onClick={() => void navigate({ to: '/jobs/new', search: { template: template.id } })}
            disabled={template.drift.stations === 0}
          >
            {t('apply')}
          </Button>
          {!session?.sites && (
            <>
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('change')}
              </Button>
              <Button variant="default" onClick={() => setOpen('delete')}>
                {t('delete')}
              </Button>
            </>
          )}
        </Group>
      )}
      {open === 'edit' && (
        <EditTemplate template={template} close={() => setOpen(undefined)} saved={() => setOpen(undefined)} />
      )}
      {open === 'delete' && (
        <Modal
          opened
          onClose={() => setOpen(undefined)}
          title={t('delete')}
          closeButtonProps={{ 'aria-label': common('action.close') }}
        >
          <Stack>
            <Text>{t('deleteText', { name: template.name })}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(undefined)} data-autofocus>
                {common('action.cancel')}
              </Button>
              <Button color="red.9" onClick={() => remove.mutate()} loading={remove.isPending}>
                {t('delete')}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </Group>
  );
}

function Intent({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {t('intent')}
      </Title>
      <Table.ScrollContainer minWidth={420}>
        <Table aria-label={t('intent')}>
          <Table.Tbody>
            {template.values.map((one) => (
              <Table.Tr key={`${one.component} ${one.evse} ${one.variable} ${one.variableInstance} ${one.type}`}>
                <Table.Td>{one.component || t('key')}</Table.Td>
                <Table.Td>
                  {one.variable}
                  {one.variableInstance && `[${one.variableInstance}]`}
                </Table.Td>
                <Table.Td fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {one.value}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
