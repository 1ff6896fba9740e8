import { Card, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import type { ChartOption } from '../../app/Chart';
import { number } from '../../app/format';
import { Loading } from '../../app/states';
import { costCurveQuery, readingsQuery } from './query';
import { curves, type Curves as Data } from './series';

const Chart = lazy(() => import('../../app/Chart'));
const HEIGHT = 420;

/** All that the meter said on one axis of time; what is not told has no line. */
export function Curves({ transaction }: { transaction: Schemas['TransactionView'] }) {
  const { t, i18n } = useTranslation('transactions');
  const readings = useQuery({
    ...readingsQuery(transaction.id),
    refetchInterval: transaction.state === 'open' ? 10_000 : false,
  });
  const costs = useQuery({
    ...costCurveQuery(transaction.id),
    enabled: transaction.cost !== undefined,
    refetchInterval: transaction.state === 'open' ? 10_000 : false,
  });
  const option = useMemo<ChartOption | undefined>(() => {
    if (!readings.data?.items.length) return undefined;
    const made = curves(readings.data.items, transaction.startEnergyWh, costs.data?.items);
    const currency = costs.data?.currency ?? '';
    const named: [keyof Data, string, axis: number][] = [
      ['power', t('one.power'), 0],
      ['energy', t('one.energyCurve'), 2],
      ['cost', t('cost.curve', { currency }), 3],
      ['soc', t('one.soc'), 1],
      ['current', t('one.current'), 1],
      ['voltage', t('one.voltage'), 1],
    ];
    const quiet = { splitLine: { show: false } };
    return {
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) => (typeof value === 'number' ? number(value, 2, i18n.language) : '–'),
      },
      legend: { type: 'scroll', top: 0, selected: { [t('one.current')]: false, [t('one.voltage')]: false } },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      // What flows above, what it comes to below: one axis of time, one cursor.
      grid: [
        { left: 48, right: 48, top: 40, height: 190 },
        { left: 48, right: 48, top: 262, height: 120 },
      ],
      xAxis: [
        { type: 'time', gridIndex: 0, axisLabel: { show: false } },
        { type: 'time', gridIndex: 1, axisLabel: { hideOverlap: true } },
      ],
      yAxis: [
        { type: 'value', gridIndex: 0 },
        { type: 'value', gridIndex: 0, ...quiet },
        { type: 'value', gridIndex: 1 },
        { type: 'value', gridIndex: 1, ...quiet },
      ],
      series: named
        .filter(([curve]) => made[curve].length > 0)
        .map(([curve, name, axis]) => ({
          type: 'line',
          name,
          xAxisIndex: axis < 2 ? 0 : 1,
          yAxisIndex: axis,
          data: made[curve],
          showSymbol: made[curve].length < 30,
          connectNulls: false,
        })),
    };
  }, [readings.data, costs.data, transaction.startEnergyWh, t, i18n.language]);
  if (!option) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        {t('one.chart')}
      </Title>
      <Suspense fallback={<Loading rows={6} />}>
        <Chart option={option} height={HEIGHT} label={t('one.chart')} />
      </Suspense>
    </Card>
  );
}
