import { Alert, Autocomplete, Button, Checkbox, Code, Group, JsonInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { type Fault, faults, type Json, type Schema, skeleton, withPart } from './jsonSchema';
import { SchemaForm } from './SchemaForm';

/** Any action with any payload, for testers: as a form made of the schema of the station's version, and as JSON beside. */
export default function RawCall({ station }: { station: Schemas['StationView'] }) {
  const { t } = useTranslation('commands');
  const version = station.version ?? '';
  const [action, setAction] = useState('');
  const [text, setText] = useState('{}');
  const [unchecked, setUnchecked] = useState(false);
  const [force, setForce] = useState(false);
  const actions = useQuery({
    queryKey: keys.schemas(version),
    queryFn: () => body(api.GET('/api/v1/schemas/{version}', { params: { path: { version } } })),
    enabled: version !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const known = actions.data?.items.includes(action) ?? false;
  const schema = useQuery({
    queryKey: keys.schema(version, action),
    queryFn: async () =>
      (await body(
        api.GET('/api/v1/schemas/{version}/{action}', { params: { path: { version, action } } }),
      )) as unknown as Schema,
    enabled: known,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const parsed = useMemo<{ value: Json } | { why: string }>(() => {
    try {
      return { value: JSON.parse(text) as Json };
    } catch (cause) {
      return { why: (cause as Error).message };
    }
  }, [text]);
  const wrong = useMemo(() => (schema && 'value' in parsed ? faults(schema, parsed.value) : []), [schema, parsed]);
  const said = (fault: Fault) => t(`rule.${fault.rule as 'required'}`, { limit: fault.limit });
  const show = (value: Json) => setText(JSON.stringify(value, null, 2));
  const call = useMutation({
    mutationFn: () => {
      if (!('value' in parsed)) throw new Error(t('rawInvalid', { why: parsed.why }));
      return body(
        api.POST('/api/v1/stations/{id}/calls', {
          params: { path: { id: station.id } },
          body: {
            action,
            payload: parsed.value,
            ...(unchecked && { validate: false }),
            ...(force && { force }),
          } as never,
        }),
      );
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{t('rawHint')}</Text>
        <Autocomplete
          label={t('rawAction')}
          description={version.replace('ocpp', 'OCPP ')}
          required
          data-autofocus
          data={actions.data?.items ?? []}
          value={action}
          onChange={(name) => {
            setAction(name);
            call.reset();
          }}
          onOptionSubmit={() => setText('{}')}
          limit={100}
          maxDropdownHeight={280}
        />
        <SimpleGrid cols={{ base: 1, md: schema ? 2 : 1 }}>
          {schema && (
            <Stack gap="xs" role="group" aria-label={t('form.title')}>
              <Group justify="space-between">
                <Text size="sm" fw={500}>
                  {t('form.title')}
                </Text>
                <Button size="compact-xs" variant="subtle" onClick={() => show(skeleton(schema))}>
                  {t('form.fill')}
                </Button>
              </Group>
              {'value' in parsed ? (
                <SchemaForm
                  root={schema}
                  value={parsed.value}
                  change={(path, part) => show(withPart(parsed.value, path, part))}
                  wrong={new Map(wrong.map((fault) => [fault.path, said(fault)]))}
                />
              ) : (
                <Text size="sm">{t('form.noJson')}</Text>
              )}
            </Stack>
          )}
          <Stack gap="xs">
            <JsonInput
              label={t('rawPayload')}
              autosize
              minRows={8}
              maxRows={24}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              value={text}
              onChange={setText}
              error={'why' in parsed && t('rawInvalid', { why: parsed.why })}
            />
            {wrong.length > 0 && (
              <Alert color="orange" p="xs" title={t('form.faults', { count: wrong.length })}>
                {wrong.slice(0, 12).map((fault) => (
                  <Text size="sm" key={`${fault.path} ${fault.rule}`}>
                    <Code>{fault.path}</Code> {said(fault)}
                  </Text>
                ))}
              </Alert>
            )}
          </Stack>
        </SimpleGrid>
        <Group>
          <Checkbox
            label={t('form.unchecked')}
            checked={unchecked}
            onChange={(event) => setUnchecked(event.currentTarget.checked)}
          />
          <Checkbox
            label={t('form.force')}
            checked={force}
            onChange={(event) => setForce(event.currentTarget.checked)}
          />
        </Group>
        {call.error && (
          <Alert color="red" role="alert">
            {call.error.message}
            {call.error instanceof ApiError &&
              call.error.fields.map((field) => (
                <Text size="sm" key={`${field.field} ${field.rule}`}>{`${field.field}: ${field.message}`}</Text>
              ))}
          </Alert>
        )}
        {call.data && (
          <Alert color={call.data.error ? 'red' : 'teal'} role="status">
            <pre className="frame">{JSON.stringify(call.data.error ?? call.data.result, null, 2)}</pre>
          </Alert>
        )}
        <Button type="submit" loading={call.isPending}>
          {t('run')}
        </Button>
      </Stack>
    </form>
  );
}
