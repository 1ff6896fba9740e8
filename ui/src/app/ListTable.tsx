import { Table } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import cards from './CardTable.module.css';

/** A list as a table; a narrower screen moves it sideways, on a phone its rows are cards, whose first cell names them. */
export function ListTable({
  label,
  minWidth,
  heads,
  highlight = false,
  children,
}: {
  label: string;
  minWidth: number;
  heads: readonly string[];
  highlight?: boolean;
  children: ReactNode;
}) {
  const table = useRef<HTMLTableElement>(null);
  // A browser that lays a table out as blocks forgets that it is one, unless it is told; and a card says what its values are.
  useLayoutEffect(() => {
    for (const row of table.current?.querySelectorAll('tbody tr') ?? []) {
      row.setAttribute('role', 'row');
      [...row.children].forEach((cell, index) => {
        cell.setAttribute('role', 'cell');
        cell.setAttribute('data-label', heads[index] ?? '');
      });
    }
  });
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table ref={table} className={cards.table} role="table" aria-label={label} highlightOnHover={highlight}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {heads.map((head) =>
              head ? (
                <Table.Th key={head} role="columnheader">
                  {head}
                </Table.Th>
              ) : (
                <Table.Td key={head} role="cell" />
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
