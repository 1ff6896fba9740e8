import { Group, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './CardTable.module.css';

export type Column<T> = { name: string; of: (item: T) => ReactNode };

/** A table, whose rows are cards on a phone. The first column names the row. */
export function CardTable<T>({
  label,
  columns,
  items,
  keyOf,
  actions,
  current,
}: {
  label: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  keyOf: (item: T) => string;
  actions?: (item: T) => ReactNode;
  /** The row that the keyboard is at. */
  current?: T | undefined;
}) {
  // A browser that lays a table out as blocks forgets that it is one, unless it is told.
  return (
    <Table className={classes.table} role="table" aria-label={label} highlightOnHover>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {columns.map(({ name }) => (
            <Table.Th key={name} role="columnheader">
              {name}
            </Table.Th>
          ))}
          {actions && <Table.Td role="cell" />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {items.map((item) => (
          <Table.Tr
            key={keyOf(item)}
            role="row"
            bg={item === current ? 'var(--mantine-color-default-hover)' : undefined}
          >
            {columns.map(({ name, of }) => (
              <Table.Td key={name} role="cell" data-label={name}>
                {of(item)}
              </Table.Td>
            ))}
            {actions && (
              <Table.Td role="cell" className={classes.actions}>
                <Group gap="xs" justify="flex-end">
                  {actions(item)}
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
