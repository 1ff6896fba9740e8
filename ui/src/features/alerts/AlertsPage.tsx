import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayAct, useSession } from '../session/session';
import { DeliveryLog } from './DeliveryLog';
import { MailServer } from './MailServer';
import { Routes } from './Routes';
import { Rules } from './Rules';
import { TABS, type Tab } from './search';

/** Rules, the routes they use, what was sent, and the mail server. */
export function AlertsPage() {
  const { t } = useTranslation('alerts');
  const { tab = 'rules' } = useSearch({ from: '/inside/alert-rules' });
  const navigate = useNavigate({ from: '/alert-rules' });
  const session = useSession();
  const shown = TABS.filter((one) => one !== 'mail' || mayAct(session, 'administrator'));
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('intro')}
        </Text>
      </div>
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ search: value === 'rules' ? {} : { tab: value as Tab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="rules">
          <Rules />
        </Tabs.Panel>
        <Tabs.Panel value="routes">
          <Routes />
        </Tabs.Panel>
        <Tabs.Panel value="deliveries">
          <DeliveryLog />
        </Tabs.Panel>
        <Tabs.Panel value="mail">
          <MailServer />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
