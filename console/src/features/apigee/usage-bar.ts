/** A point of a bar. */
export interface BarThreshold {
  percent: number;
  state: 'ahead' | 'told' | 'missed';
  words: string;
}

/**
 * Where things stand on a bar, in percent of its width. It reaches to 120 % of the target, or as far as anything that is
 * shown on it.
 */
export function barOf(percent: number, thresholds: readonly BarThreshold[]) {
  const end = Math.max(120, percent, ...thresholds.map((threshold) => threshold.percent));
  const at = (value: number) => Math.round((value / end) * 10_000) / 100;
  return {
    fill: at(Math.max(0, percent)),
    target: at(100),
    ticks: thresholds.map((threshold) => ({ ...threshold, at: at(threshold.percent) })),
  };
}
