import { Badge } from '@mantine/core';
import { IconArrowsDiff, IconCircleCheck, IconHelpCircle, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const LOOKS = {
  inLine: { color: 'teal.9', icon: IconCircleCheck },
  drifted: { color: '#a33b00', icon: IconArrowsDiff },
  unknown: { color: 'gray.7', icon: IconHelpCircle },
  notMeant: { color: 'gray.7', icon: IconMinus },
} as const;

/** How a station stands to a template: colour, shape and word. */
export function DriftMark({ standing, children }: { standing: string; children: ReactNode }) {
  const { color, icon: Icon } = LOOKS[standing as 'inLine'] ?? LOOKS.unknown;
  return (
    <Badge tt="none" color={color} leftSection={<Icon size={14} />}>
      {children}
    </Badge>
  );
}
