import { Alert, Button, JsonInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, body, type Schemas } from '../../api/client';

/** Any action with any payload, for testers: what the station answers is shown as it came. */
export function RawCall({ station }: { station: Schemas['StationView'] }) {
  const { t } = useTranslation('commands');
  const [action, setAction] = useState('');
  const [payload, setPayload] = useState('{}');
  const call = useMutation({
    mutationFn: () => {
      let json: unknown;
      try {
        json = JSON.parse(payload);
      } catch (cause) {
        throw new Error(t('rawInvalid', { why: (cause as Error).message }));
      }
      return body(
        api.POST('/api/v1/stations/{id}/calls', {
          params: { path: { id: station.id } },
          body: { action, payload: json } as never,
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
        <TextInput
          label={t('rawAction')}
          required
          data-autofocus
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
        <JsonInput
          label={t('rawPayload')}
          autosize
          minRows={6}
          maxRows={18}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={payload}
          onChange={setPayload}
        />
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
