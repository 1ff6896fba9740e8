import { Button, Card, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { moment } from '../../app/format';
import { readingsQuery } from './query';

const MOST = 20;

/** Signed values as the meter signed them, byte for byte, for whoever checks them; nothing where a station signs none. */
export function Signed({ id }: { id: string }) {
  const { t, i18n } = useTranslation('transactions');
  const { t: common } = useTranslation();
  const readings = useQuery(readingsQuery(id)).data?.items ?? [];
  const signed = readings.flatMap((reading) => reading.signed.map((value) => ({ at: reading.at, value })));
  if (signed.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('signed.title')}
      </Title>
      <Text size="sm" mb="xs">
        {t('signed.hint')}
      </Text>
      <Stack gap="xs">
        {signed.slice(0, MOST).map(({ at, value }) => (
          <div key={`${at} ${value.data}`}>
            <Group justify="space-between">
              <Text size="sm">
                {moment(at, undefined, i18n.language)} ·{' '}
                {[value.encodingMethod, value.signingMethod].filter(Boolean).join(' · ')}
              </Text>
              <CopyButton value={value.data}>
                {({ copied, copy }) => (
                  <Button size="compact-xs" variant="subtle" onClick={copy}>
                    {common(copied ? 'action.copied' : 'action.copy')}
                  </Button>
                )}
              </CopyButton>
            </Group>
            <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', maxHeight: 120 }}>
              {value.data}
            </Code>
            {value.publicKey && (
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {t('signed.key')} {value.publicKey}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Card>
  );
}
