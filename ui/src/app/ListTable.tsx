import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A list as a table that is moved sideways where it is wider than the screen. */
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
  return (
    <Table.ScrollContainer minWidth={minWidth}>
      <Table aria-label={label} highlightOnHover={highlight}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
