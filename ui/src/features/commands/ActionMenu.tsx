import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
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
  const known = connectors.data?.items ?? [];
  const why = (name: ActionName) => {
    if (name === 'RemoteStop' && !known.some(({ transaction }) => transaction)) return t('why.nobodyCharges');
    if ((name === 'UnlockConnector' || name === 'RemoteStart') && !known.some(({ evse }) => evse > 0))
      return t('why.noConnector');
    return undefined;
  };
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} />}>{t('title')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTIONS.map((name) => (
            <Choice key={name} reason={why(name)} choose={() => setAction(name)}>
              {t(`action.${name}`)}
            </Choice>
          ))}
          <Menu.Divider />
          <Choice reason={station.connected ? undefined : t('offline')} choose={() => setAction('raw')}>
            {t('raw')}
          </Choice>
        </Menu.Dropdown>
      </Menu>
      {action && (
        <ActionDialog action={action} station={station} connectors={known} close={() => setAction(undefined)} />
      )}
    </>
  );
}

/** What cannot be done stays in sight, and says why in small words below. */
function Choice({ reason, choose, children }: { reason: string | undefined; choose: () => void; children: ReactNode }) {
  return (
    <Menu.Item onClick={choose} disabled={reason !== undefined} mih={40}>
      {children}
      {reason && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </Menu.Item>
  );
}
