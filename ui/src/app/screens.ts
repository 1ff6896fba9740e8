import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconArrowsExchange,
  IconBell,
  IconBolt,
  IconCalendarTime,
  IconChargingPile,
  IconChartBar,
  IconChartHistogram,
  IconClipboardCheck,
  IconCpu,
  IconHistory,
  IconHome,
  IconId,
  IconKey,
  IconLayoutGrid,
  IconList,
  IconListCheck,
  IconLock,
  IconMap,
  IconMapPin,
  IconReceipt,
  IconSettings,
  IconShieldExclamation,
  IconTemplate,
  IconUsers,
} from '@tabler/icons-react';
import { type Caller, mayAct, type Role } from '../features/session/roles';

/** What the navigation and the palette lead to, in groups by what people are about. */
export const SCREENS = [
  {
    group: 'watch',
    screens: [
      { to: '/', label: 'start', icon: IconHome },
      { to: '/problems', label: 'problems', icon: IconAlertTriangle },
      { to: '/reports', label: 'reports', icon: IconChartBar },
      { to: '/stations', label: 'stations', icon: IconChargingPile },
      { to: '/map', label: 'map', icon: IconMap },
      { to: '/wall', label: 'wall', icon: IconLayoutGrid },
      { to: '/messages', label: 'messages', icon: IconArrowsExchange },
      { to: '/security-events', label: 'securityEvents', icon: IconShieldExclamation },
    ],
  },
  {
    group: 'charge',
    screens: [
      { to: '/transactions', label: 'transactions', icon: IconBolt },
      { to: '/tokens', label: 'tokens', icon: IconId },
      { to: '/reservations', label: 'reservations', icon: IconCalendarTime },
      { to: '/tariffs', label: 'tariffs', icon: IconReceipt },
      { to: '/charging', label: 'profiles', icon: IconChartHistogram },
    ],
  },
  {
    group: 'maintain',
    screens: [
      { to: '/templates', label: 'templates', icon: IconTemplate },
      { to: '/jobs', label: 'jobs', icon: IconListCheck },
      { to: '/firmware', label: 'firmware', icon: IconCpu },
      { to: '/certificates', label: 'certificates', icon: IconLock },
      { to: '/local-lists', label: 'localLists', icon: IconList },
      { to: '/commissioning', label: 'commissioning', icon: IconClipboardCheck },
    ],
  },
  {
    group: 'administer',
    screens: [
      { to: '/sites', label: 'sites', icon: IconMapPin },
      { to: '/people', label: 'people', icon: IconUsers },
      { to: '/api-tokens', label: 'apiTokens', icon: IconKey },
      { to: '/alert-rules', label: 'alertRules', icon: IconBell },
      { to: '/settings', label: 'settings', icon: IconSettings },
      { to: '/audit', label: 'audit', icon: IconHistory },
      { to: '/health', label: 'health', icon: IconActivityHeartbeat },
    ],
  },
] as const;

export type ScreenLabel = (typeof SCREENS)[number]['screens'][number]['label'];

/** Who may open a screen, where not everybody may. What concerns all sites is closed to whoever is limited to some. */
const NEEDS: Partial<Record<ScreenLabel, { least?: Role; everywhere?: true }>> = {
  tokens: { everywhere: true },
  people: { least: 'administrator', everywhere: true },
  apiTokens: { least: 'administrator', everywhere: true },
  settings: { everywhere: true },
  alertRules: { everywhere: true },
  audit: { least: 'administrator', everywhere: true },
  health: { everywhere: true },
};

export function mayOpen(caller: Caller | null | undefined, label: ScreenLabel): boolean {
  const needs = NEEDS[label];
  if (!needs) return true;
  return !(needs.everywhere && caller?.sites) && mayAct(caller, needs.least ?? 'viewer');
}

/** The screens that somebody may open, in their groups. */
export function screensOf(caller: Caller | null | undefined) {
  return SCREENS.map(({ group, screens }) => ({
    group,
    screens: [...screens].filter(({ label }) => mayOpen(caller, label)),
  })).filter(({ screens }) => screens.length > 0);
}

/** The screen of an address, when it is closed to the caller. */
export function closedScreen(caller: Caller | null | undefined, path: string): ScreenLabel | undefined {
  const here = SCREENS.flatMap(({ screens }) => [...screens]).find(
    ({ to }) => to !== '/' && (path === to || path.startsWith(`${to}/`)),
  );
  return here && !mayOpen(caller, here.label) ? here.label : undefined;
}
