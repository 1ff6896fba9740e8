import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { line } from './format';
import classes from './HealthPage.module.css';

export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title} padding="md">
      <Stack gap="xs">
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          {hint && (
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  );
}

export function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={700}>
        {value}
      </Text>
    </div>
  );
}

/** How something went in the last minutes; the greatest is told in words for who cannot see lines. */
export function Line({
  label,
  values,
  told,
}: {
  label: string;
  values: readonly (number | undefined)[];
  told: (value: number) => string;
}) {
  const known = values.filter((value) => value !== undefined);
  if (known.length < 2) return null;
  const most = Math.max(...known, Number.MIN_VALUE);
  const said = `${label}: ${told(Math.max(...known))}`;
  return (
    <div>
      <svg className={classes.line} viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={said}>
        <path d={line(values, most)} />
      </svg>
      <Text size="xs" c="dimmed" aria-hidden>
        {said}
      </Text>
    </div>
  );
}

/** How much of something is used. */
export function Bar({ label, share, told }: { label: string; share: number; told: string }) {
  return (
    <Stack gap={2}>
      <Group justify="space-between" gap="md" wrap="nowrap" align="baseline">
        <Text size="sm">{label}</Text>
        <Text size="xs" c="dimmed" ta="right">
          {told}
        </Text>
      </Group>
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
      </div>
    </Stack>
  );
}
