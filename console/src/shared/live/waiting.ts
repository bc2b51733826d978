/** What has come and is not shown yet. */
export interface Waiting {
  count: number;
  /** There may be more than that. */
  capped: boolean;
}

export const noneWaiting: Waiting = { count: 0, capped: false };

/** What waits after more has come. */
export function withMore(waiting: Waiting, { count, capped }: Waiting): Waiting {
  return { count: waiting.count + count, capped: waiting.capped || capped };
}

/** The rate, per second, from which on rows are too quick to be read one by one. */
export const quickRate = 20;

/** How many came per second, of what came at these times; over the last seconds. Null where that is slow. */
export function rateOf(news: readonly { atMs: number; count: number }[], nowMs: number): number | null {
  const spanMs = 5000;
  const recent = news.filter(({ atMs }) => atMs > nowMs - spanMs);
  const [first] = recent;
  if (first === undefined) return null;
  const sum = recent.reduce((all, { count }) => all + count, 0);
  // What came first was gathered over the second before.
  const rate = sum / Math.max(1, (nowMs - first.atMs) / 1000 + 1);
  return rate > quickRate ? Math.round(rate) : null;
}
