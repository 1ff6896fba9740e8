import { Button, type ButtonProps, Center, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ComponentPropsWithoutRef } from 'react';
import { useTranslation } from 'react-i18next';
import { mayAct, type Role, useSession } from '../features/session/session';
import type { ScreenLabel } from './screens';

/**
 * Why the person may not do something; undefined when they may.
 *
 * @param everywhere whether it concerns more than the sites that somebody may be limited to
 */
export function useReason(least: Role, everywhere = false): string | undefined {
  const { t } = useTranslation();
  const { t: ofSession } = useTranslation('session');
  const session = useSession();
  if (!mayAct(session, least)) return t('needs.role', { role: ofSession(`role.${least}`) });
  return everywhere && session?.sites ? t('needs.everywhere') : undefined;
}

type Props = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & { reason: string | undefined };

/** A button that stays in sight where it may not be used, and says why. */
export function RightButton({ reason, onClick, ...button }: Props) {
  return (
    <Tooltip label={reason} disabled={!reason} events={{ hover: true, focus: true, touch: true }} multiline maw={280}>
      <Button
        {...button}
        {...(reason && { 'data-disabled': true, 'aria-disabled': true, title: reason })}
        onClick={(event) => (reason ? event.preventDefault() : onClick?.(event))}
      />
    </Tooltip>
  );
}

/** In place of a screen that the person may not open. */
export function Closed({ screen }: { screen: ScreenLabel }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Center mih="50vh">
      <Stack align="center" gap="xs" ta="center" maw={480}>
        <IconLock size={32} aria-hidden />
        <Title order={1} size="h3">
          {t(`nav.${screen}`)}
        </Title>
        <Text c="dimmed">{t(session?.sites ? 'needs.everywhere' : 'needs.other')}</Text>
      </Stack>
    </Center>
  );
}
