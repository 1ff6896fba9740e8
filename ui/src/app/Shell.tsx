import {
  ActionIcon,
  Alert,
  AppShell,
  Badge,
  Burger,
  Group,
  NavLink,
  ScrollArea,
  Stack,
  Text,
  Tooltip,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconKeyboard, IconSearch, IconWifiOff } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../features/session/session';
import { allTexts } from '../i18n';
import { LiveProvider, useLive } from '../live/live';
import { AccountMenu } from './AccountMenu';
import { span } from './format';
import { KeySheet } from './KeySheet';
import { Closed } from './rights';
import { closedScreen, screensOf } from './screens';
import { useNow } from './time';

/** The palette comes a moment after the page, or when it is asked for. */
const loadPalette = async () => ({
  default: (await Promise.all([import('../features/palette/Palette'), allTexts()]))[0].Palette,
});
const Palette = lazy(loadPalette);
const PALETTE_AFTER_MS = 1_500;

/** The frame around every page: navigation, palette, account, and whether what is shown is live. */
export function Shell() {
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const live = useLive();
  const session = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const closed = closedScreen(session, path);
  const navigate = useNavigate();
  const [menu, { toggle, close }] = useDisclosure(false);
  const [sheet, sheetIs] = useDisclosure(false);
  const [wanted, setWanted] = useState(0);
  const openPalette = () => setWanted((times) => times + 1);
  useEffect(() => {
    const later = setTimeout(() => void loadPalette(), PALETTE_AFTER_MS);
    return () => clearTimeout(later);
  }, []);
  useHotkeys([
    ['mod+K', openPalette],
    ['shift+?', sheetIs.toggle],
    ['shift+S', () => void navigate({ to: '/stations' })],
    ['shift+H', () => void navigate({ to: '/' })],
    ['shift+T', () => void navigate({ to: '/transactions' })],
  ]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !menu } }}
      padding="md"
      data-stale={live.state === 'stale'}
    >
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={menu} onClick={toggle} hiddenFrom="sm" aria-label={t('menu')} />
            <UnstyledButton component={Link} to="/">
              <Text fw={700} size="lg">
                {t('product')}
              </Text>
            </UnstyledButton>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LiveBadge />
            <Tooltip label={`${t('palette.open')} (Ctrl K)`}>
              <ActionIcon size="lg" variant="default" onClick={openPalette} aria-label={t('palette.open')}>
                <IconSearch size={18} />
              </ActionIcon>
            </Tooltip>
            <ActionIcon
              size="lg"
              variant="default"
              onClick={sheetIs.open}
              aria-label={t('keys.title')}
              visibleFrom="sm"
            >
              <IconKeyboard size={18} />
            </ActionIcon>
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')}>
        <ScrollArea>
          {screensOf(session).map(({ group, screens }) => (
            <Stack key={group} gap={0} role="group" aria-label={t(`nav.${group}`)} mb="xs">
              <Text size="xs" c="dimmed" px="sm" pt="xs" aria-hidden>
                {t(`nav.${group}`)}
              </Text>
              {screens.map(({ to, label, icon: Icon }) => (
                <NavLink
                  key={to}
                  component={Link}
                  to={to}
                  label={t(`nav.${label}`)}
                  leftSection={<Icon size={18} />}
                  active={to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)}
                  onClick={close}
                  mih={44}
                />
              ))}
            </Stack>
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <StaleBanner />
        {closed ? <Closed screen={closed} /> : <Outlet />}
      </AppShell.Main>
      {wanted > 0 && (
        <Suspense>
          <Palette asked={wanted} />
        </Suspense>
      )}
      <KeySheet opened={sheet} close={sheetIs.close} />
    </AppShell>
  );
}

const COLORS = { open: 'teal.9', connecting: 'gray.7', stale: 'red.9' } as const;

function LiveBadge() {
  const { t } = useTranslation();
  const { state } = useLive();
  return (
    <Badge variant="filled" color={COLORS[state]} tt="none" miw="max-content" data-live={state}>
      {t(`live.${state}`)}
    </Badge>
  );
}

function StaleBanner() {
  const { t } = useTranslation();
  const { state, heardAt } = useLive();
  const now = useNow();
  if (state !== 'stale') return null;
  return (
    <Alert color="red" icon={<IconWifiOff />} mb="md" role="alert">
      {t('live.banner', { age: span(now - heardAt) })}
    </Alert>
  );
}
