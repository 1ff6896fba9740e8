import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MessageLog } from './MessageLog';

/** What all stations say at this moment. */
export function MessagesPage() {
  const { t } = useTranslation('messages');
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <MessageLog />
    </Stack>
  );
}
