import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBolt,
  IconChargingPile,
  IconClipboardCheck,
  IconHome,
  IconId,
} from '@tabler/icons-react';

/** What the navigation and the palette lead to, in groups by what people are about. */
export const SCREENS = [
  {
    group: 'watch',
    screens: [
      { to: '/', label: 'start', icon: IconHome },
      { to: '/problems', label: 'problems', icon: IconAlertTriangle },
      { to: '/stations', label: 'stations', icon: IconChargingPile },
      { to: '/messages', label: 'messages', icon: IconArrowsExchange },
    ],
  },
  {
    group: 'charge',
    screens: [
      { to: '/transactions', label: 'transactions', icon: IconBolt },
      { to: '/tokens', label: 'tokens', icon: IconId },
    ],
  },
  {
    group: 'maintain',
    screens: [{ to: '/commissioning', label: 'commissioning', icon: IconClipboardCheck }],
  },
] as const;
