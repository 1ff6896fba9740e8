import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const KEYS = [
  ['Ctrl K', 'palette'],
  ['?', 'sheet'],
  ['Shift H', 'goStart'],
  ['Shift S', 'goStations'],
  ['Shift T', 'goTransactions'],
  ['/', 'filter'],
  ['j', 'down'],
  ['k', 'up'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['Shift X', 'extend'],
  ['Esc', 'escape'],
] as const;

export function KeySheet({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Table>
        <Table.Tbody>
          {KEYS.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th w={110} scope="row">
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(`keys.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
