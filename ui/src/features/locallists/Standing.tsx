import { Badge } from '@mantine/core';
import { IconArrowsDiff, IconCircleCheck, IconHelpCircle, IconMinus, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const LOOKS = {
  inLine: { color: 'teal.9', icon: IconCircleCheck },
  drifted: { color: '#a33b00', icon: IconArrowsDiff },
  foreign: { color: '#a33b00', icon: IconUserQuestion },
  unknown: { color: 'gray.7', icon: IconHelpCircle },
  notSupported: { color: 'gray.7', icon: IconMinus },
} as const;

/** How a station's list stands: colour, shape and word. */
export function Standing({ standing }: { standing: string }) {
  const { t } = useTranslation('localLists');
  const known = (standing in LOOKS ? standing : 'unknown') as keyof typeof LOOKS;
  const { color, icon: Icon } = LOOKS[known];
  return (
    <Badge tt="none" color={color} leftSection={<Icon size={14} />} title={t(`standingHint.${known}`)}>
      {t(`standing.${known}`)}
    </Badge>
  );
}
