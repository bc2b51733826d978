import type { Labels } from './metrics.ts';

/** One line of a histogram as Prometheus has it. */
export interface BucketLine {
  metricName: string;
  labels: Record<string, string | number>;
  value: number;
}

/** The counts of a histogram. */
export interface Buckets<Label extends string> {
  observe(value: number, labels: Labels<Label>): void;
  /** `_bucket` (each with what the smaller ones hold), `_sum` and `_count`, for each series. */
  lines(): BucketLine[];
}

interface Series {
  labels: Record<string, string>;
  /** How many fell into each bucket, the one without a bound last. */
  counts: number[];
  sum: number;
}

/**
 * Counts values by size. The client library does it too, but checks, sorts and hashes the labels of each value: with four
 * values for every attempt that was a noticeable part of what a delivery costs.
 */
export function createBuckets<Label extends string>(
  name: string,
  bounds: readonly number[],
  labelNames: readonly Label[],
): Buckets<Label> {
  const known = new Map<string, Series>();

  function seriesOf(labels: Labels<Label>): Series {
    const [first, ...others] = labelNames;
    let key = first === undefined ? '' : labels[first];
    for (const label of others) key += `\n${labels[label]}`;
    let series = known.get(key);
    if (series === undefined) {
      series = { labels: { ...labels }, counts: new Array(bounds.length + 1).fill(0), sum: 0 };
      known.set(key, series);
    }
    return series;
  }

  // Without labels there is one series, and what has not happened yet is a 0.
  if (labelNames.length === 0) seriesOf({} as Labels<Label>);
  return {
    observe(value, labels) {
      const series = seriesOf(labels);
      let at = 0;
      while (at < bounds.length && value > bounds[at]!) at += 1;
      series.counts[at]! += 1;
      series.sum += value;
    },
    lines: () => [...known.values()].flatMap((series) => linesOf(name, bounds, series)),
  };
}

function linesOf(name: string, bounds: readonly number[], { labels, counts, sum }: Series): BucketLine[] {
  let count = 0;
  const buckets = counts.map((within, at) => {
    count += within;
    return { metricName: `${name}_bucket`, labels: { le: bounds[at] ?? '+Inf', ...labels }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
