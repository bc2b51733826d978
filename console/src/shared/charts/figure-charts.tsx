import { useMemo } from 'react';
import type { Figures } from '../api/types.ts';
import { formatCount, formatRate } from '../format/count.ts';
import { formatDuration } from '../format/duration.ts';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import classes from './charts.module.css';
import { Plot, type PlotSeries } from './plot.tsx';
import { type Aligned, rateAxis, stackedDeliveries, successRates, timesToAnswer } from './series.ts';

/** Deliveries, success rate and time to answer over one axis of time, with one cursor; or the same as a table. */
export function FigureCharts({
  figures,
  asTable,
  onSelect,
}: {
  figures: Figures;
  asTable: boolean;
  onSelect: (from: number, to: number) => void;
}) {
  const { buckets, bucketSeconds } = figures;
  const span = [new Date(figures.from).getTime() / 1000, new Date(figures.to).getTime() / 1000] as const;
  const deliveries = useMemo(() => {
    const [times, ...stacked] = stackedDeliveries(buckets);
    return [times, ...stacked.reverse()] as Aligned;
  }, [buckets]);
  const rates = useMemo(() => successRates(buckets, new Date(), bucketSeconds), [buckets, bucketSeconds]);
  const times = useMemo(() => timesToAnswer(buckets), [buckets]);
  if (asTable) return <FigureTable figures={figures} />;
  const axis = rateAxis(rates[1] ?? []);
  const { total } = figures;
  return (
    <div className={classes.charts}>
      <Chart
        title="Attempts"
        caption={`${formatCount(total.delivered)} delivered, ${formatCount(total.retried)} retried, ${formatCount(total.failed)} failed`}
        legend={[
          ['Delivered', '--chart-delivered'],
          ['Tried again', '--chart-retrying'],
          ['Failed', '--chart-failed'],
        ]}
        data={deliveries}
        series={[
          { token: '--chart-failed', kind: 'bar' },
          { token: '--chart-retrying', kind: 'bar' },
          { token: '--chart-delivered', kind: 'bar' },
        ]}
        span={span}
        onSelect={onSelect}
      />
      <Chart
        title={axis[0] === 95 ? 'Success rate, % (axis starts at 95 %)' : 'Success rate, %'}
        caption={`${formatRate(total.delivered, total.delivered + total.failed)} on the whole`}
        legend={[['Delivered of all that ended', '--chart-delivered']]}
        data={rates}
        series={[{ token: '--chart-delivered', kind: 'line' }]}
        range={axis}
        span={span}
        onSelect={onSelect}
      />
      <Chart
        title="Time to answer, ms"
        caption={total.p50Ms === null ? 'no answers' : `half within ${formatDuration(total.p50Ms)}`}
        legend={[
          ['p50', '--chart-p50'],
          ['p95, dashed', '--chart-p95'],
        ]}
        data={times}
        series={[
          { token: '--chart-p50', kind: 'line' },
          { token: '--chart-p95', kind: 'line', dashed: true },
        ]}
        span={span}
        onSelect={onSelect}
      />
    </div>
  );
}

function Chart({
  title,
  caption,
  legend,
  ...plot
}: {
  title: string;
  caption: string;
  legend: readonly (readonly [string, string])[];
  data: Aligned;
  series: readonly PlotSeries[];
  span: readonly [number, number];
  range?: [number, number];
  onSelect: (from: number, to: number) => void;
}) {
  return (
    <figure className={classes.chart}>
      <figcaption>
        <h3>{title}</h3>
        <span className="only-heard">{caption}</span>
        <div className={classes.legend} aria-hidden>
          {legend.map(([word, token]) => (
            <span key={word}>
              <span className={classes.swatch} style={{ background: `var(${token})` }} />
              {word}
            </span>
          ))}
        </div>
      </figcaption>
      <Plot {...plot} />
    </figure>
  );
}

function FigureTable({ figures }: { figures: Figures }) {
  const rows = [...figures.buckets].reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard.
    <section className={classes.scroll} tabIndex={0} aria-label="Figures as a table">
      <Table
        caption="Figures over time, newest first"
        rows={rows}
        keyOf={({ at }) => at}
        columns={[
          { key: 'at', header: 'From', narrow: 'main', cell: ({ at }) => <Time at={at} /> },
          {
            key: 'accepted',
            header: 'Accepted',
            align: 'end',
            cell: ({ accepted }) => formatCount(accepted),
          },
          {
            key: 'delivered',
            header: 'Delivered',
            align: 'end',
            cell: ({ delivered }) => formatCount(delivered),
          },
          {
            key: 'retried',
            header: 'Tried again',
            align: 'end',
            cell: ({ retried }) => formatCount(retried),
          },
          { key: 'failed', header: 'Failed', align: 'end', cell: ({ failed }) => formatCount(failed) },
          {
            key: 'rate',
            header: 'Success',
            align: 'end',
            cell: ({ delivered, failed }) => formatRate(delivered, delivered + failed),
          },
          {
            key: 'p50',
            header: 'p50',
            align: 'end',
            cell: ({ p50Ms }) => (p50Ms === null ? '–' : formatDuration(p50Ms)),
          },
          {
            key: 'p95',
            header: 'p95',
            align: 'end',
            cell: ({ p95Ms }) => (p95Ms === null ? '–' : formatDuration(p95Ms)),
          },
        ]}
      />
    </section>
  );
}
