import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import classes from './charts.module.css';
import { type Aligned, axisTime, lonePoints } from './series.ts';

/** A line or a bar of a chart; colours are tokens, read again when the scheme changes: a canvas knows no CSS. */
export interface PlotSeries {
  token: string;
  kind: 'line' | 'bar';
  dashed?: boolean;
}

const height = 180;

/** What the axes go over. It moves on while one looks, and is asked for each time that something is drawn. */
interface Bounds {
  span: readonly [number, number];
  range: [number, number] | undefined;
}

/**
 * A canvas for sighted readers; the numbers stand in the table and in the words around it. It is made once: new numbers
 * are drawn on it, and what the pointer rests on, or has begun to select, stays.
 */
export function Plot({
  data,
  series,
  range,
  span,
  onSelect,
}: {
  data: Aligned;
  /** Of the x axis, in Unix seconds. */
  span: readonly [number, number];
  series: readonly PlotSeries[];
  /** Of the y axis; from 0 to the largest where none is given. */
  range?: [number, number] | undefined;
  /** With the span that was dragged over, in Unix seconds. */
  onSelect?: (from: number, to: number) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const scheme = useComputedColorScheme('light');
  const select = useRef(onSelect);
  select.current = onSelect;
  const bounds = useRef<Bounds>({ span, range });
  bounds.current = { span, range };
  const shape = JSON.stringify([series, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for what the chart is made of.
  useEffect(() => {
    const element = host.current!;
    const made = new UPlot(
      optionsFor({
        element,
        series,
        bounds: () => bounds.current,
        onSelect: (...span) => select.current?.(...span),
      }),
      data,
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [shape]);

  const [from, to] = span;
  const [least, most] = range ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the axes go over is read while it is drawn.
  useEffect(() => plot.current?.setData(data), [data, from, to, least, most]);
  return <div ref={host} className={classes.plot} aria-hidden style={{ blockSize: height }} />;
}

function optionsFor({
  element,
  series,
  bounds,
  onSelect,
}: {
  element: HTMLElement;
  series: readonly PlotSeries[];
  bounds: () => Bounds;
  onSelect: (from: number, to: number) => void;
}): UPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const font = '11px system-ui, sans-serif';
  const axis = {
    stroke: colour('--muted'),
    font,
    ticks: { show: false },
    grid: { stroke: colour('--line'), width: 1 },
  };
  const bars = UPlot.paths.bars?.({ size: [0.9, 40], align: 1, gap: 1 });
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { sync: { key: 'figures' }, drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    hooks: {
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width < 4) return;
          onSelect(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
        },
      ],
    },
    scales: {
      x: { range: () => [...bounds().span] },
      y: { range: (_, __, max) => bounds().range ?? [0, Math.max(1, max * 1.05)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 70,
        size: 28,
        values: (u, splits) => {
          const { min = 0, max = 0 } = u.scales.x ?? {};
          return splits.map((at) => axisTime(at, (max ?? 0) - (min ?? 0)));
        },
      },
      { ...axis, size: 48, space: 40 },
    ],
    series: [
      {},
      ...series.map(({ token, kind, dashed }) => ({
        stroke: colour(token),
        width: kind === 'line' ? 2 : 0,
        spanGaps: false,
        // A point between two gaps has no line to either side, and would not be seen.
        points: {
          size: 5,
          fill: colour(token),
          filter: (u: UPlot, index: number) => (kind === 'line' ? lonePoints(u.data[index] ?? []) : []),
        },
        ...(dashed === true && { dash: [6, 4] }),
        ...(kind === 'bar' && bars !== undefined && { fill: colour(token), paths: bars }),
      })),
    ],
  };
}
