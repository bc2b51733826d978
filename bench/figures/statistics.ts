/** The middle one; between two, their mean. Throws for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const above = sorted[Math.floor(middle)];
  const below = sorted[Math.ceil(middle) - 1];
  if (above === undefined || below === undefined) throw new Error('There is no median of nothing');
  return (above + below) / 2;
}

/**
 * The smallest value that is at least as large as `percent` percent of them (nearest rank: always one that was
 * measured). Throws for an empty list.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing');
  return value;
}
