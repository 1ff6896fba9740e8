import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Kind, kindOf, LETTERS } from './kinds';
import classes from './StatusMark.module.css';

/** A state as shape, letter and colour, with its word beside; the OCPP word in small type where it says more. */
export function StatusMark({
  word,
  connected = true,
  charging,
}: {
  word: string;
  connected?: boolean;
  charging?: string;
}) {
  const { t } = useTranslation('status');
  const kind = kindOf(word, connected, charging);
  const told = charging && word === 'Occupied' ? charging : word;
  return (
    <Group gap={8} wrap="nowrap">
      <KindMark kind={kind} />
      <Text size="sm" fw={500}>
        {t(`kind.${kind}`)}
      </Text>
      {told.toLowerCase() !== kind && (
        <Text size="xs" c="dimmed">
          {told}
        </Text>
      )}
    </Group>
  );
}

/** The mark alone; where no word stands beside it, the label tells what it means. */
export function KindMark({ kind, label }: { kind: Kind; label?: string }) {
  const said = label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true };
  return (
    <span className={classes.mark} data-kind={kind} {...said}>
      {LETTERS[kind]}
    </span>
  );
}
