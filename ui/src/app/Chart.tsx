import { useComputedColorScheme } from '@mantine/core';
import type { LineSeriesOption } from 'echarts/charts';
import { LineChart } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import { AriaComponent, DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([LineChart, GridComponent, TooltipComponent, LegendComponent, DataZoomComponent, AriaComponent, SVGRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | GridComponentOption | TooltipComponentOption | LegendComponentOption
>;

/** A chart in the colours of the page; loaded only where one is shown. */
export default function Chart({ option, height, label }: { option: ChartOption; height: number; label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (!frame.current) return;
    const chart = init(frame.current, scheme === 'dark' ? 'dark' : undefined, { renderer: 'svg' });
    chart.setOption({ backgroundColor: 'transparent', aria: { enabled: true }, animation: false, ...option });
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(frame.current);
    return () => {
      sized.disconnect();
      chart.dispose();
    };
  }, [option, scheme]);
  return <div ref={frame} style={{ height }} role="img" aria-label={label} />;
}
