import { ActionIcon, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';

export type Wanted = Schemas['WantedValue'];

type Props = { values: Wanted[]; set: (values: Wanted[]) => void; error?: (field: string) => string | undefined };

const FIELDS = ['component', 'variable', 'variableInstance', 'value'] as const;

/** Variables and keys with the values that they are to have. A key of 1.6 has no component. */
export function ValueRows({ values, set, error }: Props) {
  const { t } = useTranslation('jobs');
  const change = (at: number, field: (typeof FIELDS)[number], value: string) =>
    set(
      values.map((one, index) =>
        index === at ? { ...one, [field]: value || (field === 'value' ? '' : undefined) } : one,
      ),
    );
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={t('values.title')}>
          <Table.Thead>
            <Table.Tr>
              {FIELDS.map((field) => (
                <Table.Th key={field}>{t(`values.${field}`)}</Table.Th>
              ))}
              <Table.Th w={48} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {values.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name until somebody has typed one
              <Table.Tr key={index}>
                {FIELDS.map((field) => (
                  <Table.Td key={field}>
                    <TextInput
                      size="sm"
                      aria-label={`${t(`values.${field}`)} ${index + 1}`}
                      value={one[field] ?? ''}
                      error={error?.(`values[${index}].${field}`)}
                      onChange={(event) => change(index, field, event.currentTarget.value)}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  <ActionIcon
                    variant="default"
                    aria-label={t('values.remove', { number: index + 1 })}
                    onClick={() => set(values.filter((_, other) => other !== index))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="space-between">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => set([...values, { variable: '', value: '' }])}
        >
          {t('values.add')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('values.hint')}
        </Text>
      </Group>
      {error?.('values') && (
        <Text size="sm" c="red" role="alert">
          {error('values')}
        </Text>
      )}
    </Stack>
  );
}
