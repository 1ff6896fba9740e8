import { Alert, Button, Center, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client';

type Asked<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown };

/** The four states of every panel: loading, failed, empty, content. What is already there stays while it is asked for again. */
export function Panel<T>({
  asked,
  empty,
  isEmpty,
  rows = 4,
  children,
}: {
  asked: Asked<T>;
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (asked.data !== undefined) {
    if (isEmpty?.(asked.data)) return <Empty>{empty}</Empty>;
    return children(asked.data);
  }
  if (asked.error) return <Failed error={asked.error} retry={() => asked.refetch()} />;
  return <Loading rows={rows} />;
}

export function Loading({ rows = 4 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  );
}

export function Failed({ error, retry, title }: { error: unknown; retry?: () => void; title?: string }) {
  const { t } = useTranslation();
  const code = error instanceof ApiError ? error.code : 'unexpected';
  const said = error instanceof Error ? error.message : String(error);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={title ?? t('state.failed')}>
      <Text size="sm">{said}</Text>
      <Group mt="xs" gap="md">
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('state.retry')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('state.code', { code })}
        </Text>
      </Group>
    </Alert>
  );
}

export function Empty({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" c="dimmed" maw={520} ta="center">
        {children ?? <Text>{t('state.empty')}</Text>}
      </Stack>
    </Center>
  );
}
