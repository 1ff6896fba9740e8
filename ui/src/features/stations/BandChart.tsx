import { CustomChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, DataZoomComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Band, Lanes, Mark } from './lanes';

use([CustomChart, ScatterChart, GridComponent, TooltipComponent, DataZoomComponent, AriaComponent, SVGRenderer]);

/** The colours of the marks, with a pattern of its own for absence, so that colour is never alone. */
const COLORS: Record<Band['kind'], string> = {
  available: '#2b8a3e',
  charging: '#1864ab',
  occupied: '#0b7285',
  suspended: '#b07400',
  reserved: '#5f3dc4',
  unavailable: '#868e96',
  faulted: '#c92a2a',
  offline: '#ced4da',
  charge: '#1098ad',
};
const LANE = 34;

type Props = {
  lanes: Lanes;
  since: number;
  until: number;
  dark: boolean;
  label: string;
  told: (band: Band) => string;
  moment: (at: number) => string;
  open: (transaction: string) => void;
};

/** Bands on lanes over time; a transaction is a thinner band on top of its state. */
export default function BandChart({ lanes, since, until, dark, label, told, moment, open }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const height = lanes.names.length * LANE + 60;
  const acts = useRef({ told, moment, open });
  acts.current = { told, moment, open };
  useEffect(() => {
    if (!frame.current) return;
    const chart = init(frame.current, dark ? 'dark' : undefined, { renderer: 'svg' });
    chart.setOption({
      backgroundColor: 'transparent',
      animation: false,
      aria: { enabled: true, label: { description: label } },
      tooltip: {
        renderMode: 'richText',
        formatter: ({ data }: { data: { of: Band | Mark } }) =>
          'from' in data.of ? acts.current.told(data.of) : `${data.of.text}\n${acts.current.moment(data.of.at)}`,
      },
      grid: { left: 140, right: 16, top: 8, bottom: 28 },
      xAxis: { type: 'time', min: since, max: until, axisLabel: { hideOverlap: true } },
      yAxis: { type: 'category', data: lanes.names, inverse: true, axisTick: { show: false } },
      dataZoom: [{ type: 'inside', filterMode: 'none' }],
      series: [
        {
          type: 'custom',
          renderItem,
          encode: { x: [0, 1], y: 2 },
          data: lanes.bands.map((band) => ({
            value: [band.from, band.to, band.lane],
            of: band,
            itemStyle: {
              color: COLORS[band.kind],
              ...(band.kind === 'offline' && { decal: { symbol: 'rect', rotation: Math.PI / 4, color: '#868e96' } }),
            },
          })),
        },
        {
          type: 'scatter',
          symbol: 'triangle',
          symbolSize: 11,
          z: 10,
          itemStyle: { color: dark ? '#fff' : '#212529' },
          data: lanes.marks.map((mark) => ({ value: [mark.at, mark.lane], of: mark })),
        },
      ],
    } as Parameters<typeof chart.setOption>[0]);

    function renderItem(
      params: { dataIndex: number },
      at: {
        value: (dimension: number) => number;
        coord: (point: [number, number]) => [number, number];
        visual: (name: 'color') => string;
        style: () => object;
      },
    ) {
      const band = lanes.bands[params.dataIndex] as Band;
      const [left, middle] = at.coord([at.value(0), at.value(2)]);
      const [right] = at.coord([at.value(1), at.value(2)]);
      const high = band.kind === 'charge' ? 6 : 20;
      const top = band.kind === 'charge' ? middle + 5 : middle - high / 2;
      return {
        type: 'rect',
        shape: { x: left, y: top, width: Math.max(1, right - left), height: high },
        style: {
          ...at.style(),
          fill: COLORS[band.kind],
          ...(band.kind === 'charge' && { stroke: '#fff', lineWidth: 1 }),
          ...(band.kind === 'offline' && { stroke: '#868e96', lineDash: [3, 2], lineWidth: 1 }),
        },
      };
    }
    chart.on('click', ({ data }) => {
      const { of } = data as { of?: Band };
      if (of?.link) acts.current.open(of.link);
    });
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(frame.current);
    return () => {
      sized.disconnect();
      chart.dispose();
    };
  }, [lanes, since, until, dark, label]);
  return <div ref={frame} style={{ height }} role="img" aria-label={label} />;
}
