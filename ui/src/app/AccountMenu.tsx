import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut, useSession } from '../features/session/session';
import { LANGUAGES, type Language, speak } from '../i18n';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Who is signed in, in which language and colours, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation();
  const { t: ofSession } = useTranslation('session');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const session = useSession();
  const chosen = <IconCheck size={16} />;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon size="lg" variant="default" aria-label={t('account')}>
          <IconUser size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {session && (
          <Menu.Label>
            {session.displayName ?? session.name} · {ofSession(`role.${session.role}`)}
          </Menu.Label>
        )}
        <Menu.Label>{t('language')}</Menu.Label>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void speak(language as Language)}
            rightSection={i18n.language === language && chosen}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('theme.label')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme && chosen}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/account">
          {t('ownAccount')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut(queries)}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
