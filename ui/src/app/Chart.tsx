import { useComputedColorScheme } from '@mantine/core';
import type { LineSeriesOption } from 'echarts/charts';
import { LineChart } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import { AriaComponent, DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ComposeOption, init, registerLocale, use } from 'echarts/core';
import langDE from 'echarts/lib/i18n/langDE.js';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from './format';

use([LineChart, GridComponent, TooltipComponent, LegendComponent, DataZoomComponent, AriaComponent, SVGRenderer]);

registerLocale('DE', langDE as Parameters<typeof registerLocale>[1]);

export type ChartOption = ComposeOption<
  LineSeriesOption | GridComponentOption | TooltipComponentOption | LegendComponentOption
>;

/** Numbers as the reader writes them, and no times on top of each other. */
function spoken(option: ChartOption, language: string): ChartOption {
  const label = { formatter: (value: number) => number(value, Number.isInteger(value) ? 0 : 1, language) };
  const values = [option.yAxis ?? []].flat().map((axis) => ({ axisLabel: label, ...axis }));
  const times = [option.xAxis ?? []].flat().map((axis) => ({ axisLabel: { hideOverlap: true }, ...axis }));
  return { ...option, yAxis: values, xAxis: times } as ChartOption;
}

/** A chart in the colours of the page; loaded only where one is shown. */
export default function Chart({ option, height, label }: { option: ChartOption; height: number; label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const { language } = useTranslation().i18n;
  useEffect(() => {
    if (!frame.current) return;
    const chart = init(frame.current, scheme === 'dark' ? 'dark' : undefined, {
      renderer: 'svg',
      locale: language === 'de' ? 'DE' : 'EN',
    });
    chart.setOption({
      backgroundColor: 'transparent',
      aria: { enabled: true, label: { description: label } },
      animation: false,
      ...spoken(option, language),
    });
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(frame.current);
    return () => {
      sized.disconnect();
      chart.dispose();
    };
  }, [option, scheme, language, label]);
  return <div ref={frame} style={{ height }} role="img" aria-label={label} />;
}
