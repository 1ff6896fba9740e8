import { Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { mayAct, useSession } from '../session/session';
import { ActionDialog, type ActionName } from './ActionDialog';

const ACTIONS: readonly ActionName[] = [
  'RemoteStart',
  'RemoteStop',
  'UnlockConnector',
  'Reset',
  'ChangeAvailability',
  'TriggerMessage',
  'ClearCache',
  'GetVariables',
];

/** What can be done with this station; what cannot be done now stays in sight with the reason. */
export function ActionMenu({ station }: { station: Schemas['StationView'] }) {
  const { t } = useTranslation('commands');
  const session = useSession();
  const [action, setAction] = useState<ActionName | 'raw'>();
  const connectors = useQuery({
    queryKey: keys.connectors(station.id),
    queryFn: () => body(api.GET('/api/v1/stations/{id}/connectors', { params: { path: { id: station.id } } })),
  });
  if (!mayAct(session, 'technician')) return null;
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} />}>{t('title')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTIONS.map((name) => (
            <Menu.Item key={name} onClick={() => setAction(name)} mih={40}>
              {t(`action.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Tooltip label={t('offline')} disabled={station.connected}>
            <Menu.Item onClick={() => setAction('raw')} disabled={!station.connected} mih={40}>
              {t('raw')}
            </Menu.Item>
          </Tooltip>
        </Menu.Dropdown>
      </Menu>
      {action && (
        <ActionDialog
          action={action}
          station={station}
          connectors={connectors.data?.items ?? []}
          close={() => setAction(undefined)}
        />
      )}
    </>
  );
}
