import { Card, Text, Title, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { energy } from '../../app/format';
import classes from './DayBars.module.css';

/** Energy of each of the last days as a bar, with its sessions; the numbers stand in the table for who cannot see bars. */
export function DayBars({ days }: { days: Schemas['OverviewDayView'][] }) {
  const { t, i18n } = useTranslation('start');
  const most = Math.max(1, ...days.map((day) => day.energyWh ?? 0));
  const part = (day: string, of: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(i18n.language, { ...of, timeZone: 'UTC' }).format(new Date(day));
  const name = (day: string) => part(day, { weekday: 'short', day: 'numeric' });
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        {t('days')}
      </Title>
      <ul className={classes.bars}>
        {days.map((day) => {
          const told = `${name(day.day)}: ${energy(day.energyWh, i18n.language)}, ${t('sessions', { count: day.sessions })}`;
          return (
            <Tooltip key={day.day} label={told}>
              <li className={classes.day} aria-label={told}>
                <span className={classes.track}>
                  <span className={classes.bar} style={{ height: `${((day.energyWh ?? 0) / most) * 100}%` }} />
                </span>
                <Text size="xs" c="dimmed" ta="center" aria-hidden="true">
                  {part(day.day, { weekday: 'short' })}
                  <br />
                  {part(day.day, { day: 'numeric' })}
                </Text>
              </li>
            </Tooltip>
          );
        })}
      </ul>
    </Card>
  );
}
