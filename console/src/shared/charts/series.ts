import type { Figures } from '../api/types.ts';

/** A chart's numbers: the beginnings of the buckets in Unix seconds, then a list for each line. */
export type Aligned = [number[], ...(number | null)[][]];

type Bucket = Figures['buckets'][number];

const seconds = (buckets: readonly Bucket[]) => buckets.map(({ at }) => new Date(at).getTime() / 1000);

/** Stacked: each list holds what lies below it too. Drawn from the last to the first. */
export function stackedDeliveries(buckets: readonly Bucket[]): Aligned {
  return [
    seconds(buckets),
    buckets.map(({ delivered }) => delivered),
    buckets.map(({ delivered, retried }) => delivered + retried),
    buckets.map(({ delivered, retried, failed }) => delivered + retried + failed),
  ];
}

/** In percent. Nothing sent is a gap, neither 0 nor 100; the bucket that is not over yet is left out. */
export function successRates(buckets: readonly Bucket[], now: Date, bucketSeconds: number): Aligned {
  return [
    seconds(buckets),
    buckets.map(({ at, delivered, failed }) => {
      const over = new Date(at).getTime() + bucketSeconds * 1000 <= now.getTime();
      const total = delivered + failed;
      return total === 0 || !over ? null : (delivered / total) * 100;
    }),
  ];
}

/** In milliseconds; a gap where nothing answered. */
export function timesToAnswer(buckets: readonly Bucket[]): Aligned {
  return [seconds(buckets), buckets.map(({ p50Ms }) => p50Ms), buckets.map(({ p95Ms }) => p95Ms)];
}

/** The range of the axis for rates: the top twentieth alone where all of them lie in it. */
export function rateAxis(rates: readonly (number | null)[]): [number, number] {
  const known = rates.filter((rate) => rate !== null);
  return known.length > 0 && known.every((rate) => rate >= 95) ? [95, 100] : [0, 100];
}

/** The words under an axis of times: the clock within a day, the day beyond. */
export function axisTime(second: number, spanSeconds: number): string {
  const time = new Date(second * 1000);
  const clock = time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (spanSeconds <= 86_400) return clock;
  const day = time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return spanSeconds <= 7 * 86_400 && clock !== '00:00' ? clock : day;
}

/** The places of those values that have a gap on both sides. */
export function lonePoints(values: ArrayLike<number | null | undefined>): number[] {
  return Array.from(values, (value, index) => ({ value, index }))
    .filter(({ value, index }) => value != null && values[index - 1] == null && values[index + 1] == null)
    .map(({ index }) => index);
}
