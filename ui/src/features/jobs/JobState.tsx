import { Badge, type MantineColor } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STATES, STATION_STATES } from './search';

const LOOKS: Record<string, { color: MantineColor; icon: TablerIcon }> = {
  running: { color: 'blue.9', icon: IconPlayerPlay },
  waiting: { color: 'gray.7', icon: IconClock },
  paused: { color: '#8a5a00', icon: IconPlayerPause },
  halted: { color: 'red.9', icon: IconHandStop },
  done: { color: 'teal.9', icon: IconCircleCheck },
  failed: { color: 'red.9', icon: IconAlertTriangle },
  unknown: { color: '#a33b00', icon: IconHelpCircle },
  skipped: { color: 'gray.7', icon: IconPlayerSkipForward },
  cancelled: { color: 'gray.7', icon: IconBan },
};

/** The state of a job: colour, shape and word. */
export function JobState({ state }: { state: string }) {
  const { t } = useTranslation('jobs');
  const known = STATES.find((one) => one === state);
  return <Mark state={state} label={known ? t(`state.${known}`) : state} />;
}

/** The state of one station's part in a job. */
export function StationState({ state }: { state: string }) {
  const { t } = useTranslation('jobs');
  const known = STATION_STATES.find((one) => one === state);
  return <Mark state={state} label={known ? t(`stationState.${known}`) : state} />;
}

function Mark({ state, label }: { state: string; label: string }) {
  const { color, icon: Icon } = LOOKS[state] ?? { color: 'gray.7', icon: IconHelpCircle };
  return (
    <Badge tt="none" color={color} leftSection={<Icon size={14} />} style={{ flexShrink: 0 }}>
      {label}
    </Badge>
  );
}
