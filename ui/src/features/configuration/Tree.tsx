import { ActionIcon, Group, Paper, Select, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconChevronRight,
  IconHistory,
  IconLock,
  IconPencil,
} from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Age } from '../../app/time';
import classes from './Tree.module.css';
import { choicesOf, nameOf, objection, type Row, readOnlyReason, type Variable } from './tree';

type Props = {
  rows: Row[];
  draft: ReadonlyMap<string, string>;
  edit: ((place: string, value: string | undefined) => void) | undefined;
  toggle: (component: string) => void;
  history: (variable: Variable) => void;
};

const COMPONENT_HEIGHT = 40;
const VARIABLE_HEIGHT = 52;

/** Thousands of variables, of which only those in sight are drawn. */
export function Tree({ rows, draft, edit, toggle, history }: Props) {
  const { t } = useTranslation('configuration');
  const frame = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<string>();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => (rows[index]?.kind === 'component' ? COMPONENT_HEIGHT : VARIABLE_HEIGHT),
    overscan: 10,
  });
  return (
    <Paper withBorder ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={t('tree')}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={row.kind === 'component' ? `component ${row.component}` : row.place}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'component' ? (
                <Component row={row} toggle={toggle} />
              ) : (
                <Leaf
                  variable={row.variable}
                  wanted={draft.get(row.place)}
                  editing={editing === row.place}
                  edit={edit && ((value) => edit(row.place, value))}
                  begin={() => setEditing(row.place)}
                  end={() => setEditing(undefined)}
                  history={() => history(row.variable)}
                />
              )}
            </div>
          );
        })}
      </div>
    </Paper>
  );
}

function Component({ row, toggle }: { row: Extract<Row, { kind: 'component' }>; toggle: (component: string) => void }) {
  const { t } = useTranslation('configuration');
  const Icon = row.open ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton className={classes.component} aria-expanded={row.open} onClick={() => toggle(row.component)}>
      <Icon size={16} />
      <Text fw={600} size="sm">
        {row.component || t('keys')}
      </Text>
      <Text size="xs" c="dimmed">
        {row.variables}
      </Text>
    </UnstyledButton>
  );
}

type LeafProps = {
  variable: Variable;
  wanted: string | undefined;
  editing: boolean;
  edit: ((value: string | undefined) => void) | undefined;
  begin: () => void;
  end: () => void;
  history: () => void;
};

function Leaf({ variable, wanted, editing, edit, begin, end, history }: LeafProps) {
  const { t } = useTranslation('configuration');
  const reason = edit ? readOnlyReason(variable) : 'role';
  const name = nameOf(variable);
  return (
    <Group wrap="nowrap" gap="sm" className={classes.leaf} data-variable={name} data-changed={wanted !== undefined}>
      <div className={classes.name}>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed" truncate>
          {kind(variable)}
        </Text>
      </div>
      <div className={classes.value}>
        {editing && edit ? (
          <Field variable={variable} wanted={wanted} edit={edit} end={end} />
        ) : (
          <Value variable={variable} wanted={wanted} />
        )}
      </div>
      <Age at={variable.reportedAt} size="xs" c="dimmed" className={classes.told} />
      <Group gap={4} wrap="nowrap">
        {wanted !== undefined && edit && (
          <ActionIcon variant="default" aria-label={t('undo', { name })} onClick={() => edit(undefined)}>
            <IconArrowBackUp size={16} />
          </ActionIcon>
        )}
        {reason ? (
          <Tooltip label={t(`reason.${reason}`)}>
            <ActionIcon variant="transparent" c="dimmed" aria-label={`${name}: ${t(`reason.${reason}`)}`}>
              <IconLock size={16} />
            </ActionIcon>
          </Tooltip>
        ) : (
          <ActionIcon variant="default" aria-label={t('edit', { name })} onClick={editing ? end : begin}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
        <ActionIcon variant="default" aria-label={t('historyOf', { name })} onClick={history}>
          <IconHistory size={16} />
        </ActionIcon>
      </Group>
    </Group>
  );
}

/** Type, unit, limits and choices in one line. */
function kind({ dataType, unit, minLimit, maxLimit, valuesList, mutability }: Variable): string {
  const limits = minLimit !== undefined || maxLimit !== undefined ? `${minLimit ?? ''}…${maxLimit ?? ''}` : undefined;
  return [mutability, dataType, limits, unit, valuesList].filter(Boolean).join(' · ');
}

function Value({ variable, wanted }: { variable: Variable; wanted: string | undefined }) {
  const { t } = useTranslation('configuration');
  const now =
    variable.mutability === 'WriteOnly' ? (
      <Text span size="sm" c="dimmed" fs="italic">
        {t('writeOnly')}
      </Text>
    ) : (
      <Text
        span
        size="sm"
        td={wanted === undefined ? undefined : 'line-through'}
        c={wanted === undefined ? undefined : 'dimmed'}
      >
        {variable.value === undefined ? '–' : variable.value === '' ? t('emptyText') : variable.value} {variable.unit}
      </Text>
    );
  return (
    <>
      {now}
      {wanted !== undefined && (
        <Text span size="sm" fw={700}>
          {' → '}
          {wanted === '' ? t('emptyText') : wanted}
        </Text>
      )}
    </>
  );
}

function Field({
  variable,
  wanted,
  edit,
  end,
}: {
  variable: Variable;
  wanted: string | undefined;
  edit: (value: string | undefined) => void;
  end: () => void;
}) {
  const { t } = useTranslation('configuration');
  const name = nameOf(variable);
  const value = wanted ?? variable.value ?? '';
  const wrong = wanted === undefined ? undefined : objection(variable, wanted);
  const put = (next: string) => edit(next === variable.value ? undefined : next);
  const choices = choicesOf(variable);
  if (choices && (variable.dataType === 'OptionList' || variable.dataType === 'boolean')) {
    return (
      <Select
        size="xs"
        aria-label={t('valueOf', { name })}
        data={choices}
        value={value}
        onChange={(next) => {
          if (next !== null) put(next);
          end();
        }}
      />
    );
  }
  return (
    <TextInput
      size="xs"
      aria-label={t('valueOf', { name })}
      autoFocus
      value={value}
      error={wrong && t(`wrong.${wrong}`, { least: variable.minLimit, most: variable.maxLimit })}
      onChange={(event) => put(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') end();
      }}
    />
  );
}
