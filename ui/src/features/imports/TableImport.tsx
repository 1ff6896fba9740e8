import {
  Alert,
  Anchor,
  Breadcrumbs,
  Button,
  FileInput,
  Group,
  Stack,
  Table,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconFileText } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Failed, Loading } from '../../app/states';

type Checked = Schemas['StationImportView'];

const SHOWN = 200;

type Props = {
  /** Of the list that the rows go into. */
  home: { to: '/stations' | '/tokens'; title: string };
  hint: string;
  example: string;
  /** Looks the table through and, unless that is all, saves it. */
  take: (csv: string, dryRun: boolean) => Promise<Checked>;
  saved: () => void;
  save: (count: number) => string;
};

/** A table of things: looked through as it stands there, and saved whole or not at all. */
export function TableImport({ home, hint, example, take, saved, save: saveText }: Props) {
  const { t } = useTranslation('tokens');
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, 300);
  const given = settled.trim() !== '';
  const checked = useQuery({
    queryKey: ['import', home.to, settled],
    queryFn: () => take(settled, true),
    enabled: given,
    gcTime: 0,
    staleTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
  });
  const save = useMutation({
    mutationFn: () => take(settled, false),
    onSuccess: () => {
      setText('');
      saved();
    },
  });
  const view = given && settled === text ? checked.data : undefined;
  const fresh = view ? view.created + view.changed : 0;
  return (
    <Stack gap="md" maw={960}>
      <Breadcrumbs>
        <Anchor component={Link} to={home.to}>
          {home.title}
        </Anchor>
        <Text>{t('import.title')}</Text>
      </Breadcrumbs>
      <Title order={1} size="h3">
        {t('import.title')}
      </Title>
      <Text c="dimmed">{hint}</Text>
      {save.data && text === '' && (
        <Alert color="teal" icon={<IconCheck />} role="status">
          {t('import.saved', { created: save.data.created, changed: save.data.changed })}
        </Alert>
      )}
      <FileInput
        label={t('import.file')}
        placeholder={t('import.choose')}
        accept=".csv,.txt,text/csv,text/plain"
        leftSection={<IconFileText size={16} />}
        value={null}
        styles={{ placeholder: { color: 'var(--mantine-color-dimmed)' } }}
        onChange={(file) => void file?.text().then(setText)}
      />
      <Textarea
        label={t('import.paste')}
        placeholder={example}
        minRows={6}
        maxRows={14}
        autosize
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre' } }}
      />
      {checked.isFetching && <Loading rows={2} />}
      {given && checked.error && <Failed error={checked.error} retry={() => void checked.refetch()} />}
      {save.error && <Failed error={save.error} />}
      {view && <Outcome view={view} text={settled} />}
      <Group>
        <Button
          disabled={!view || view.problems > 0 || fresh === 0}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {view && view.problems === 0 && fresh > 0 ? saveText(fresh) : t('import.saveNone')}
        </Button>
      </Group>
    </Stack>
  );
}

function Outcome({ view, text }: { view: Checked; text: string }) {
  const { t } = useTranslation('tokens');
  const lines = text.split('\n');
  return (
    <Stack gap="xs" aria-live="polite">
      <Text fw={600}>
        {t('import.rows', { count: view.rows })}:{' '}
        {t('import.counts', { created: view.created, changed: view.changed, unchanged: view.unchanged })}
      </Text>
      {view.problems > 0 && (
        <>
          <Alert color="red" role="alert">
            {t('import.problems', { count: view.problems })}
          </Alert>
          <Table.ScrollContainer minWidth={560} mah={420}>
            <Table aria-label={t('import.errors')} striped>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th ta="right">{t('import.line')}</Table.Th>
                  <Table.Th>{t('import.field')}</Table.Th>
                  <Table.Th>{t('import.rule')}</Table.Th>
                  <Table.Th>{t('import.stands')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {view.errors.slice(0, SHOWN).map((error) => (
                  <Table.Tr key={`${error.line} ${error.field} ${error.rule}`}>
                    <Table.Td ta="right">{error.line}</Table.Td>
                    <Table.Td>{error.field}</Table.Td>
                    <Table.Td>
                      {error.message}{' '}
                      <Text span size="xs" c="dimmed">
                        {error.rule}
                      </Text>
                    </Table.Td>
                    <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                      {lines[(error.line ?? 0) - 1]?.slice(0, 120)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {view.problems > SHOWN && <Text size="sm">{t('import.more', { count: view.problems - SHOWN })}</Text>}
        </>
      )}
    </Stack>
  );
}
