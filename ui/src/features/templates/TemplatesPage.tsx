import { Anchor, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListTable } from '../../app/ListTable';
import { Panel } from '../../app/states';
import { Age } from '../../app/time';
import { mayAct, useSession } from '../session/session';
import { DriftMark } from './DriftMark';
import { EditTemplate } from './EditTemplate';
import { type Template, templatesQuery } from './query';

/** What the configuration of stations is to be, and how many differ from it. */
export function TemplatesPage() {
  const { t } = useTranslation('templates');
  const session = useSession();
  const navigate = useNavigate();
  const asked = useQuery(templatesQuery);
  const [adding, setAdding] = useState(false);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        {mayAct(session, 'operator') && !session?.sites && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </Group>
      <Panel asked={asked} isEmpty={(data) => data.items.length === 0} empty={<Text>{t('empty')}</Text>}>
        {(data) => (
          <ListTable
            label={t('title')}
            minWidth={640}
            highlight
            heads={(['name', 'values', 'stations', 'drift', 'changed'] as const).map((column) => t(`field.${column}`))}
          >
            {data.items.map((template) => (
              <Row key={template.id} template={template} />
            ))}
          </ListTable>
        )}
      </Panel>
      {adding && (
        <EditTemplate
          close={() => setAdding(false)}
          saved={(template) => void navigate({ to: '/templates/$template', params: { template: template.id } })}
        />
      )}
    </Stack>
  );
}

function Row({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/templates/${template.id}`} fw={600} size="sm">
          {template.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {template.description}
        </Text>
      </Table.Td>
      <Table.Td>{template.values.length}</Table.Td>
      <Table.Td>{template.drift.stations}</Table.Td>
      <Table.Td>
        <DriftMark
          standing={template.drift.drifted > 0 ? 'drifted' : template.drift.unknown > 0 ? 'unknown' : 'inLine'}
        >
          {template.drift.drifted > 0
            ? t('driftedCount', { count: template.drift.drifted })
            : template.drift.unknown > 0
              ? t('unknownCount', { count: template.drift.unknown })
              : t('standing.inLine')}
        </DriftMark>
      </Table.Td>
      <Table.Td>
        <Age at={template.changedAt} size="sm" />
        <Text size="xs" c="dimmed">
          {template.actor}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
