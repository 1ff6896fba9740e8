import { Card, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Age } from '../../app/time';

const REASONS = [
  'unknown-station',
  'wrong-credentials',
  'no-credentials',
  'wrong-profile',
  'no-common-subprotocol',
  'invalid-identity',
] as const;

/** A connection that was refused: who, why in words, and the server's own words for it. */
export function Refusal({ attempt, children }: { attempt: Schemas['ConnectionAttempt']; children?: ReactNode }) {
  const { t } = useTranslation('start');
  const known = REASONS.find((reason) => reason === attempt.reason);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between">
        <div style={{ flex: '1 1 200px' }}>
          <Text size="sm">
            <Text span fw={600}>
              {attempt.identity}
            </Text>{' '}
            {known ? t(`reason.${known}`) : t('reason.other', { reason: attempt.reason })}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {attempt.detail}
          </Text>
          <Text size="xs" c="dimmed">
            {[attempt.remoteAddress, attempt.subprotocols.join(', ')].filter(Boolean).join(' · ')} ·{' '}
            {t('attempts', { count: attempt.count })} · <Age at={attempt.lastSeenAt} span size="xs" />
          </Text>
        </div>
        {children}
      </Group>
    </Card>
  );
}
