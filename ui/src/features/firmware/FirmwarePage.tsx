import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Images } from './Images';
import { StationFiles } from './StationFiles';
import { TABS, type Tab } from './search';
import { Updates } from './Updates';

/** Images, how far stations are with them, and what stations brought. */
export function FirmwarePage() {
  const { t } = useTranslation('firmware');
  const { tab = 'images' } = useSearch({ from: '/inside/firmware' });
  const navigate = useNavigate({ from: '/firmware' });
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
        onChange={(value) => void navigate({ search: value === 'images' ? {} : { tab: value as Tab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label={t('title')}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="images">
          <Images />
        </Tabs.Panel>
        <Tabs.Panel value="updates">
          <Updates />
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <StationFiles />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
