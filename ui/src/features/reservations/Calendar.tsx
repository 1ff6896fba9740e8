import { ActionIcon, Alert, Button, Checkbox, Group, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../app/states';
import { useNow } from '../../app/time';
import { sitesQuery } from '../people/RolePreview';
import { rowsQuery } from '../stations/rows';
import classes from './Calendar.module.css';
import { dayOf, lanesOf, type Reservation, span, textOf, ticks, windowOf } from './calendar';
import { LaneRow } from './LaneRow';
import { windowQuery } from './queries';
import type { Wish } from './ReserveDialog';

type Props = {
  days: 1 | 7;
  reason: string | undefined;
  wish: (wish: Wish) => void;
  open: (one: Reservation) => void;
};

/** How many lanes are drawn at first, and more at a time. */
const LANES = 40;

/** EVSEs over a day or a week. The frame of a bar is what we want, its filling what the station confirmed. */
export function Calendar({ days, reason, wish, open }: Props) {
  const { t, i18n } = useTranslation('reservations');
  const search = useSearch({ from: '/inside/reservations' });
  const navigate = useNavigate({ from: '/reservations' });
  const now = useNow();
  const [drawn, setDrawn] = useState(LANES);
  const today = textOf(new Date(now));
  const day = search.day ?? today;
  const window = useMemo(() => {
    return windowOf(dayOf(day, 0), days);
  }, [day, days]);
  const filter = { ...(search.q && { q: search.q }), ...(search.site && { site: [search.site] }) };
  const stations = useInfiniteQuery(rowsQuery(filter));
  const asked = useQuery(windowQuery(window));
  const rows = stations.data?.pages.flatMap(({ items }) => items) ?? [];
  const reservations = asked.data?.items ?? [];
  const narrowed = Object.keys(filter).length > 0;
  const all = lanesOf(rows, reservations, !narrowed).filter(
    ({ station, evse }) => !search.reserved || reservations.some((one) => one.station === station && one.evse === evse),
  );
  const change = (next: {
    day?: string | undefined;
    q?: string;
    site?: string | undefined;
    reserved?: true | undefined;
  }) =>
    void navigate({
      search: (before) => {
        const { day: at, q, site, reserved, ...rest } = { ...before, ...next };
        return {
          ...rest,
          ...(at && at !== today && { day: at }),
          ...(q && { q }),
          ...(site && { site }),
          ...(reserved && { reserved }),
        };
      },
      replace: true,
    });
  const move = (by: number) => {
    const from = new Date(window.from);
    change({ day: textOf(new Date(from.getFullYear(), from.getMonth(), from.getDate() + by * days)) });
  };
  const frame = useRef<HTMLElement>(null);
  const drawnYet = asked.data !== undefined && stations.data !== undefined;
  // Where the days are wider than the screen, what is to come is looked at first.
  useEffect(() => {
    const shown = frame.current;
    const passed = span(window, window.from, Date.now());
    if (drawnYet && shown && passed && passed.width < 100)
      shown.scrollLeft = ((shown.scrollWidth - 150) * passed.width) / 100 - 40;
  }, [window, drawnYet]);
  const typed = useDebouncedCallback((q: string) => change({ q }), 200);
  const told = new Intl.DateTimeFormat(i18n.language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const zone = new Intl.DateTimeFormat(i18n.language, { timeZoneName: 'short' })
    .formatToParts(window.from)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="xs">
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t(days === 7 ? 'move.weekBack' : 'move.dayBack')}
            onClick={() => move(-1)}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <Button variant="default" onClick={() => change({ day: undefined })}>
            {t('move.today')}
          </Button>
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t(days === 7 ? 'move.weekOn' : 'move.dayOn')}
            onClick={() => move(1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
          <Text fw={600} aria-live="polite">
            {days === 7 ? told.formatRange(window.from, window.until - 1) : told.format(window.from)}
          </Text>
          <Text size="xs" c="dimmed">
            {zone}
          </Text>
        </Group>
        <Group gap="sm">
          <TextInput
            aria-label={t('filter.q')}
            placeholder={t('filter.q')}
            defaultValue={search.q ?? ''}
            onChange={(event) => typed(event.currentTarget.value.trim())}
          />
          <Sites site={search.site} set={(site) => change({ site })} />
          <Checkbox
            label={t('filter.reserved')}
            checked={search.reserved ?? false}
            onChange={(event) => change({ reserved: event.currentTarget.checked || undefined })}
          />
        </Group>
      </Group>
      <Legend />
      {asked.data?.more && <Alert color="orange">{t('tooMany', { count: reservations.length })}</Alert>}
      <Panel
        asked={stations}
        rows={8}
        isEmpty={() => all.length === 0 && !asked.isPending}
        empty={<Text>{t(search.reserved ? 'noReserved' : 'noLanes')}</Text>}
      >
        {() => (
          <Panel asked={asked} rows={8}>
            {() => (
              <section ref={frame} className={classes.frame} aria-label={t('calendar')}>
                <div className={classes.row}>
                  <div className={classes.name}>
                    <Text size="xs" c="dimmed">
                      {t('lane')}
                    </Text>
                  </div>
                  <div className={classes.head} aria-hidden>
                    {ticks(window, days).map((at) => (
                      <div
                        key={at}
                        className={classes.tick}
                        style={{ left: `${span(window, at, window.until)?.left ?? 0}%` }}
                      >
                        {new Intl.DateTimeFormat(
                          i18n.language,
                          days === 7
                            ? { weekday: 'short', day: 'numeric' }
                            : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
                        ).format(at)}
                      </div>
                    ))}
                  </div>
                </div>
                {all.slice(0, drawn).map((lane) => (
                  <LaneRow
                    key={lane.key}
                    lane={lane}
                    window={window}
                    days={days}
                    now={now}
                    reservations={reservations.filter(
                      ({ station, evse }) => station === lane.station && evse === lane.evse,
                    )}
                    reason={reason}
                    wish={wish}
                    open={open}
                  />
                ))}
              </section>
            )}
          </Panel>
        )}
      </Panel>
      {(all.length > drawn || stations.hasNextPage) && (
        <Group>
          <Button
            variant="default"
            loading={stations.isFetchingNextPage}
            onClick={() => {
              if (all.length <= drawn) void stations.fetchNextPage();
              setDrawn(drawn + LANES);
            }}
          >
            {t('moreLanes')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Sites({ site, set }: { site: string | undefined; set: (site: string | undefined) => void }) {
  const { t } = useTranslation('reservations');
  const sites = useQuery(sitesQuery).data?.items ?? [];
  return (
    <Select
      aria-label={t('filter.site')}
      placeholder={t('filter.allSites')}
      clearable
      searchable
      w={170}
      value={site ?? null}
      onChange={(chosen) => set(chosen ?? undefined)}
      data={sites.map(({ name }) => name)}
    />
  );
}

/** What the looks mean, in words. */
function Legend() {
  const { t } = useTranslation('reservations');
  return (
    <Text size="sm" c="dimmed">
      {t('legend')}
    </Text>
  );
}

/** The button that does what a drag does, for fingers and keys. */
export function ReserveButton({ label, reason, run }: { label: string; reason: string | undefined; run: () => void }) {
  return (
    <Tooltip label={reason ?? label}>
      <ActionIcon
        variant="default"
        aria-label={label}
        onClick={() => !reason && run()}
        {...(reason && { 'aria-disabled': true, 'data-disabled': true })}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
