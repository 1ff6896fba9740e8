import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { Confirm } from '../../app/Confirm';
import { onceKey } from '../../app/once';
import { RightButton, useReason } from '../../app/rights';
import { Failed, Panel } from '../../app/states';
import { Age } from '../../app/time';
import classes from './Charging.module.css';
import { kindOf, type Schedule, stepsOf } from './draft';
import { limitsQuery, profilesQuery } from './query';
import { ceiling, type Step, type Unit } from './steps';
import { limitText } from './words';
import { DAY, wallOf } from './zone';

type Installed = Schemas['ChargingInstalled'];
type Limit = Schemas['ChargingLimit'];
const OURS = 'CSO';

type Props = {
  station: Schemas['StationView'];
  zone: string;
  edited: number | undefined;
  begin: () => void;
  edit: (installed: Installed) => void;
};

/** What the station has installed as far as we know, and what others limit it to. */
export function ProfileList({ station, zone, edited, begin, edit }: Props) {
  const { t } = useTranslation('charging');
  const queries = useQueryClient();
  const reason = useReason('technician');
  const profiles = useQuery(profilesQuery(station.id));
  const limits = useQuery(limitsQuery(station.id));
  const [clearing, setClearing] = useState<Installed>();
  const command = (of: object) =>
    body(
      api.POST('/api/v1/stations/{id}/commands', {
        params: { path: { id: station.id }, header: { 'Idempotency-Key': onceKey() } },
        body: of as never,
      }),
    ).then(() => queries.invalidateQueries({ queryKey: keys.commands(station.id) }));
  const ask = useMutation({
    mutationFn: () => command({ type: 'GetChargingProfiles', sources: [OURS, 'EMS', 'SO', 'Other'] }),
  });
  const away = station.connected ? undefined : t('offline');
  const old = station.version === 'ocpp1.6' ? t('list.notIn16') : undefined;
  return (
    <Card withBorder component="section" aria-label={t('list.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('list.title')}
        </Title>
        <RightButton size="xs" reason={reason} leftSection={<IconPlus size={14} />} onClick={begin}>
          {t('list.new')}
        </RightButton>
      </Group>
      <Panel
        asked={profiles}
        isEmpty={({ items }) => items.length === 0 && (limits.data?.items.length ?? 0) === 0}
        empty={
          <>
            <Text>{t('list.none')}</Text>
            <Text size="sm">{t('list.noneHint')}</Text>
          </>
        }
      >
        {({ items }) => (
          <div>
            {items.map((installed) => (
              <Profile
                key={`${installed.evse} ${installed.profile.id} ${installed.source}`}
                installed={installed}
                zone={zone}
                edited={edited !== undefined && installed.profile.id === edited}
              >
                <RightButton size="compact-sm" variant="default" reason={reason} onClick={() => edit(installed)}>
                  {t(installed.source === OURS ? 'list.edit' : 'list.copy')}
                </RightButton>
                {installed.source === OURS && (
                  <RightButton
                    size="compact-sm"
                    variant="subtle"
                    color="red"
                    reason={reason ?? away}
                    onClick={() => setClearing(installed)}
                  >
                    {t('list.clear')}
                  </RightButton>
                )}
              </Profile>
            ))}
            {(limits.data?.items ?? []).map((limit) => (
              <External key={`${limit.evse} ${limit.source}`} limit={limit} />
            ))}
          </div>
        )}
      </Panel>
      {ask.error && <Failed error={ask.error} />}
      <RightButton
        mt="sm"
        size="compact-sm"
        variant="subtle"
        reason={reason ?? old ?? away}
        loading={ask.isPending}
        onClick={() => ask.mutate()}
      >
        {t('list.ask')}
      </RightButton>
      {clearing && (
        <Confirm
          title={t('list.clearTitle', { id: clearing.profile.id })}
          consequence={t('list.clearConsequence', { station: station.id })}
          action={t('list.clear')}
          close={() => setClearing(undefined)}
          run={() => command({ type: 'ClearChargingProfile', id: clearing.profile.id })}
        />
      )}
    </Card>
  );
}

function Profile({
  installed,
  zone,
  edited,
  children,
}: {
  installed: Installed;
  zone: string;
  edited: boolean;
  children: ReactNode;
}) {
  const { t, i18n } = useTranslation('charging');
  const { t: stations } = useTranslation('stations');
  const told = installed.profile as Record<string, string | number | undefined>;
  const schedule = ((installed.profile.chargingSchedule as Schedule[] | undefined) ?? [])[0] ?? {};
  const unit: Unit = schedule.chargingRateUnit === 'W' ? 'W' : 'A';
  const steps = stepsOf(schedule);
  const kind = kindOf(installed.profile);
  const begins = schedule.startSchedule && wallOf(zone, Date.parse(schedule.startSchedule)).slice(11);
  const purpose = String(told.chargingProfilePurpose);
  const day = (time: string | number | undefined) =>
    time === undefined
      ? '…'
      : new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(
          Date.parse(String(time)),
        );
  return (
    <article className={classes.profile} aria-label={`#${told.id} ${purpose}`} data-edited={edited}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Spark steps={steps} unit={unit} seconds={kind === 'weekly' ? 7 * DAY : DAY} />
        <Stack gap={2} flex={1} miw={0}>
          <Text size="sm" fw={600}>
            {t(`purpose.${purpose as 'TxProfile'}`, { defaultValue: purpose })}
          </Text>
          <Text size="xs" c="dimmed">
            #{told.id} · {purpose}
          </Text>
          <Text size="sm">
            {[
              installed.evse === 0 ? stations('now.whole') : stations('now.evse', { evse: installed.evse }),
              t('list.level', { level: told.stackLevel ?? 0 }),
              begins && kind !== 'relative' ? t(`list.kindFrom.${kind}`, { at: begins }) : t(`kind.${kind}`),
              range(steps, unit, i18n.language),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {(told.validFrom !== undefined || told.validTo !== undefined) && (
            <Text size="xs">{t('list.valid', { from: day(told.validFrom), to: day(told.validTo) })}</Text>
          )}
          <Group gap={6} mt={4}>
            <Badge tt="none" color={installed.source === OURS ? 'cyan.9' : 'grape.9'}>
              {t(`source.${installed.source as 'CSO'}`, { defaultValue: installed.source })}
            </Badge>
            {!installed.sure && (
              <Badge tt="none" variant="light" color="orange">
                {t('list.unsure')}
              </Badge>
            )}
            <Text size="xs" c="dimmed" component="span">
              {t(`told.${installed.told as 'set'}`, { defaultValue: installed.told })}{' '}
              <Age at={installed.toldAt} span size="xs" />
            </Text>
          </Group>
          <Group gap="xs" mt={4}>
            {children}
          </Group>
        </Stack>
      </Group>
    </article>
  );
}

/** A limit that somebody else put on the station: we can neither change nor clear it. */
function External({ limit }: { limit: Limit }) {
  const { t, i18n } = useTranslation('charging');
  const { t: stations } = useTranslation('stations');
  const schedule = (limit.schedules as Schedule[])[0] ?? {};
  const unit: Unit = schedule.chargingRateUnit === 'W' ? 'W' : 'A';
  const steps = stepsOf(schedule);
  return (
    <article className={classes.profile} aria-label={t('list.external')}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Spark steps={steps} unit={unit} seconds={DAY} />
        <Stack gap={2} flex={1} miw={0}>
          <Text size="sm" fw={600}>
            {t('list.external')}
          </Text>
          <Text size="sm">
            {[
              limit.evse === 0 ? stations('now.whole') : stations('now.evse', { evse: limit.evse }),
              steps.length > 0 ? range(steps, unit, i18n.language) : t('list.untold'),
            ].join(' · ')}
          </Text>
          <Group gap={6} mt={4}>
            <Badge tt="none" variant="light" color="orange">
              {t(`source.${limit.source as 'CSO'}`, { defaultValue: limit.source })}
            </Badge>
            {limit.isGridCritical && (
              <Badge tt="none" color="red.9">
                {t('list.gridCritical')}
              </Badge>
            )}
            <Age at={limit.notifiedAt} size="xs" c="dimmed" />
          </Group>
        </Stack>
      </Group>
    </article>
  );
}

function range(steps: readonly Step[], unit: Unit, language: string): string {
  const all = steps.map(({ limit }) => limit);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return low === high
    ? limitText(low, unit, language)
    : `${limitText(low, unit, language)} – ${limitText(high, unit, language)}`;
}

const SPARK = { width: 72, height: 34 };

/** The shape of a schedule, in small. */
function Spark({ steps, unit, seconds }: { steps: readonly Step[]; unit: Unit; seconds: number }) {
  const most = ceiling(steps, unit);
  const end = Math.max(seconds, steps.at(-1)?.at ?? 0);
  return (
    <div className={`${classes.chart} ${classes.spark}`} style={{ width: SPARK.width }}>
      <svg width={SPARK.width} height={SPARK.height} aria-hidden="true">
        <line className={classes.grid} x2={SPARK.width} y1={SPARK.height} y2={SPARK.height} />
        {steps.map(({ at, limit }, index) => {
          const x = (at / end) * SPARK.width;
          const to = ((steps[index + 1]?.at ?? end) / end) * SPARK.width;
          const y = SPARK.height - (limit / most) * (SPARK.height - 3);
          return (
            <g key={at}>
              <rect className={classes.fill} x={x} width={to - x} y={y} height={SPARK.height - y} />
              <line className={classes.riser} x1={x} x2={to} y1={y} y2={y} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
