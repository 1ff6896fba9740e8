import { Card, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Horizon.module.css';
import { type Bar, bars, type Ending, KINDS } from './horizon';

type Props = { endings: readonly Ending[]; now: Date; chosen: string | undefined; choose: (month?: string) => void };

/** How many certificates end in each of twelve months; a bar chosen filters the lists below. */
export function Horizon({ endings, now, chosen, choose }: Props) {
  const { t, i18n } = useTranslation('certificates');
  const shown = bars(endings, now);
  const most = Math.max(1, ...shown.map(({ total }) => total));
  const name = (month: string, long: boolean) =>
    month.includes('-')
      ? new Intl.DateTimeFormat(i18n.language, {
          month: long ? 'long' : 'short',
          ...((long || month.endsWith('-01')) && { year: long ? 'numeric' : '2-digit' }),
        }).format(new Date(`${month}-15T12:00`))
      : t(`ends.${month as 'over'}`);
  const said = ({ month, total, of }: Bar) =>
    `${name(month, true)}: ${t('endCount', { count: total })}${KINDS.filter((kind) => of[kind] > 0)
      .map((kind) => `, ${t(`kind.${kind}`)} ${of[kind]}`)
      .join('')}`;
  return (
    <Card withBorder component="section" aria-label={t('horizon')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('horizon')}
        </Title>
        <Group gap="md">
          {KINDS.map((kind) => (
            <Group gap={6} key={kind}>
              <span className={`${classes.mark} ${classes[kind]}`} aria-hidden="true" />
              <Text size="xs">{t(`kind.${kind}`)}</Text>
            </Group>
          ))}
        </Group>
      </Group>
      <div className={classes.bars}>
        {shown.map((bar) => (
          <button
            type="button"
            key={bar.month}
            className={classes.month}
            data-month={bar.month}
            aria-pressed={chosen === bar.month}
            aria-label={said(bar)}
            title={said(bar)}
            onClick={() => choose(chosen === bar.month ? undefined : bar.month)}
          >
            <Text size="sm" fw={700} className="live-value" {...(bar.total === 0 && { c: 'dimmed' })}>
              {bar.total}
            </Text>
            <span className={classes.column}>
              {KINDS.filter((kind) => bar.of[kind] > 0).map((kind) => (
                <span
                  key={kind}
                  className={`${classes.part} ${classes[kind]}`}
                  style={{ height: `${Math.max(4, (bar.of[kind] / most) * 100)}%` }}
                />
              ))}
            </span>
            <Text size="xs" fw={chosen === bar.month ? 700 : 400}>
              {name(bar.month, false)}
            </Text>
          </button>
        ))}
      </div>
    </Card>
  );
}
