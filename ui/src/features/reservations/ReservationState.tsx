import { Badge, type MantineColor, Text, type TextProps } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBan,
  IconBolt,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { span } from '../../app/format';
import { useNow } from '../../app/time';

const LOOKS: Record<string, { color: MantineColor; icon: TablerIcon }> = {
  requested: { color: '#8a5a00', icon: IconHelpCircle },
  active: { color: 'violet.9', icon: IconCircleCheck },
  used: { color: 'blue.9', icon: IconBolt },
  expired: { color: 'gray.7', icon: IconClock },
  removed: { color: '#a33b00', icon: IconTrash },
  cancelled: { color: 'gray.7', icon: IconBan },
  refused: { color: 'red.9', icon: IconBan },
  replaced: { color: 'gray.7', icon: IconArrowsExchange },
};

/** The state of a reservation: colour, shape and word. */
export function ReservationState({ state }: { state: string }) {
  const { t } = useTranslation('reservations');
  const { color, icon: Icon } = LOOKS[state] ?? { color: 'gray.7', icon: IconHelpCircle };
  return (
    <Badge tt="none" color={color} leftSection={<Icon size={14} />} style={{ flexShrink: 0 }}>
      {t(`state.${state as 'active'}`, { defaultValue: state })}
    </Badge>
  );
}

/** How long until it runs out, ticking. */
export function Left({ at, ...text }: { at: string } & TextProps) {
  const { t } = useTranslation('reservations');
  const left = new Date(at).getTime() - useNow();
  return <Text {...text}>{left > 0 ? t('left', { span: span(left) }) : t('over')}</Text>;
}
