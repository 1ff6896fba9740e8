import { Alert, Anchor, Card, Group, Select, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, type Schemas } from '../../api/client';
import { keys } from '../../api/keys';
import { power } from '../../app/format';
import { Panel } from '../../app/states';
import { sitesQuery } from '../people/RolePreview';
import { Axes } from './Axes';
import classes from './Charging.module.css';
import { type Frame, path, plotOf, xOf, yOf } from './frame';
import { between } from './span';
import { excesses, type Level, levels, limited, limitOf } from './stack';
import { ceiling } from './steps';
import { clockText } from './words';
import { DAY } from './zone';

type Site = Schemas['SiteStack'];
const SHOWN = 3;

/** What the profiles of a site come to together, below its limit, with what flows now. */
export function SiteStack({ site }: { site: string | undefined }) {
  const { t } = useTranslation('charging');
  const navigate = useNavigate();
  const sites = useQuery(sitesQuery);
  const all = sites.data?.items ?? [];
  const shown = site ?? (all.find(({ limit }) => limitOf(limit) !== undefined) ?? all[0])?.name;
  const asked = useQuery({
    queryKey: keys.siteCharging(shown ?? ''),
    queryFn: () =>
      body(
        api.GET('/api/v1/sites/{name}/charging', {
          params: { path: { name: shown ?? '' }, query: { duration: DAY } },
        }),
      ),
    enabled: shown !== undefined,
    refetchInterval: 30_000,
  });
  return (
    <Card withBorder component="section" aria-label={t('stack.title')}>
      <Group justify="space-between" mb="sm" align="flex-start">
        <div>
          <Title order={2} size="h4">
            {t('stack.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('stack.lead')}
          </Text>
        </div>
        <Select
          aria-label={t('stack.site')}
          searchable
          w={220}
          data={all.map(({ name }) => name)}
          value={shown ?? null}
          allowDeselect={false}
          onChange={(value) => value && void navigate({ to: '/charging', search: { site: value }, replace: true })}
        />
      </Group>
      <Panel asked={asked} rows={8}>
        {(data) => <Stacked data={data} />}
      </Panel>
    </Card>
  );
}

function Stacked({ data }: { data: Site }) {
  const { t, i18n } = useTranslation('charging');
  const parts = limited(data.items);
  const all = levels(parts);
  const limit = limitOf(data.limit);
  const over = excesses(all, limit, data.duration);
  const begin = Date.parse(data.start);
  const drawn = data.items.flatMap(({ drawsW }) => drawsW ?? []);
  const draws = drawn.reduce((sum, one) => sum + one, 0);
  const clock = (second: number) => clockText(begin + second * 1_000, data.timeZone, i18n.language);
  const kilowatts = (watts: number | undefined) => power(watts, i18n.language);
  const unlimited = data.items.length - parts.length;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure name={t('stack.limit')} value={limit === undefined ? t('stack.noLimit') : kilowatts(limit)} />
        <Figure name={t('stack.allowed')} value={kilowatts(all[0]?.sum)} />
        <Figure name={t('stack.actual')} value={drawn.length > 0 ? kilowatts(draws) : t('stack.nothing')} />
        <Figure name={t('stack.room')} value={limit === undefined ? '–' : kilowatts(Math.max(0, limit - draws))} />
      </SimpleGrid>
      <StackChart data={data} all={all} limit={limit} draws={drawn.length > 0 ? draws : undefined} />
      {over.length > 0 && limit !== undefined && (
        <Alert
          color="orange"
          p="xs"
          icon={<IconAlertTriangle size={18} />}
          title={t('stack.over', { count: over.length })}
        >
          {over.slice(0, SHOWN).map(({ from, to, sum }) => (
            <Text size="sm" key={from}>
              {t('stack.overFrom', {
                from: clock(from),
                to: clock(to),
                sum: kilowatts(sum),
                by: kilowatts(sum - limit),
              })}
            </Text>
          ))}
        </Alert>
      )}
      {over.length === 0 && limit !== undefined && parts.length > 0 && unlimited + data.omitted === 0 && (
        <Alert color="teal" p="xs" icon={<IconCheck size={18} />}>
          {t('stack.within')}
        </Alert>
      )}
      {unlimited > 0 && (
        <Alert color={limit === undefined ? 'gray' : 'orange'} p="xs" icon={<IconInfoCircle size={18} />}>
          {t('stack.unlimited', { count: unlimited })}
        </Alert>
      )}
      {data.omitted > 0 && <Text size="sm">{t('stack.omitted', { count: data.omitted })}</Text>}
      {data.items.length > 0 && (
        <Table.ScrollContainer minWidth={320}>
          <Table aria-label={t('stack.stations')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('choose.label')}</Table.Th>
                <Table.Th>{t('stack.allowed')}</Table.Th>
                <Table.Th>{t('stack.actual')}</Table.Th>
                <Table.Th>{t('stack.charging')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody className="live-value">
              {data.items.map(({ station, charging, drawsW, steps }) => (
                <Table.Tr key={station}>
                  <Table.Th scope="row">
                    <Anchor component={Link} to={`/charging?station=${encodeURIComponent(station)}`} size="sm">
                      {station}
                    </Anchor>
                  </Table.Th>
                  <Table.Td>
                    {steps[0]?.limitW === undefined ? t('preview.unlimited') : kilowatts(steps[0].limitW)}
                  </Table.Td>
                  <Table.Td>{kilowatts(drawsW)}</Table.Td>
                  <Table.Td>{charging}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="live-value">
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fw={600} size="lg">
        {value}
      </Text>
    </div>
  );
}

/** Each station a band above the others; the limit of the site as a line, what flows now as a mark at the beginning. */
function StackChart({
  data,
  all,
  limit,
  draws,
}: {
  data: Site;
  all: Level[];
  limit: number | undefined;
  draws: number | undefined;
}) {
  const { t, i18n } = useTranslation('charging');
  const { ref, width } = useElementSize();
  const span = between(data.timeZone, Date.parse(data.start), data.duration, false, i18n.language);
  const heights = [...all.map(({ sum }) => sum), limit ?? 0, draws ?? 0].map((one) => ({ at: 0, limit: one }));
  const frame: Frame = {
    width: Math.max(width, 200),
    height: 230,
    seconds: data.duration,
    most: ceiling(heights, 'W'),
  };
  const plot = plotOf(frame);
  const right = (index: number) => xOf(frame, all[index + 1]?.second ?? data.duration);
  return (
    <div ref={ref} className={classes.chart}>
      {width > 0 && (
        <svg width={frame.width} height={frame.height} role="img" aria-label={t('stack.title')}>
          <Axes frame={frame} span={span} unit="W" />
          {all.map(({ second, each }, index) => {
            let below = 0;
            return each.map((watts, of) => {
              const [low, high] = [below, below + watts];
              below = high;
              return (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: bands keep their order
                  key={`${second} ${of}`}
                  className={of % 2 === 0 ? classes.band : classes.bandOther}
                  x={xOf(frame, second)}
                  width={Math.max(0, right(index) - xOf(frame, second))}
                  y={yOf(frame, high)}
                  height={yOf(frame, low) - yOf(frame, high)}
                />
              );
            });
          })}
          <path
            className={classes.line}
            d={path(
              all.map(({ second, sum }, index) => ({ from: xOf(frame, second), to: right(index), y: yOf(frame, sum) })),
            )}
          />
          {limit !== undefined && (
            <>
              <line
                className={classes.limit}
                x1={plot.left}
                x2={plot.right}
                y1={yOf(frame, limit)}
                y2={yOf(frame, limit)}
              />
              <text x={plot.right} y={yOf(frame, limit) - 6} textAnchor="end" fontWeight={600}>
                {t('stack.limit')} {power(limit, i18n.language)}
              </text>
            </>
          )}
          {draws !== undefined && <circle className={classes.actual} cx={plot.left} cy={yOf(frame, draws)} r={6} />}
        </svg>
      )}
      <Group gap="lg" mt={4}>
        <Key shape="band" text={t('stack.sum')} />
        {draws !== undefined && <Key shape="actual" text={t('stack.actual')} />}
      </Group>
    </div>
  );
}

function Key({ shape, text }: { shape: 'band' | 'actual'; text: string }) {
  return (
    <span className={classes.legend}>
      <svg width={20} height={12} aria-hidden="true">
        {shape === 'band' ? (
          <>
            <rect className={classes.band} y={2} width={20} height={10} />
            <line className={classes.line} x2={20} y1={2} y2={2} />
          </>
        ) : (
          <circle className={classes.actual} cx={10} cy={6} r={5} />
        )}
      </svg>
      <Text size="xs" component="span">
        {text}
      </Text>
    </span>
  );
}
