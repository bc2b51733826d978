/** The spans that lists and charts are looked at in, and how long the buckets of their charts are. */
export const ranges = [
  { value: '1h', label: 'Last hour', short: '1 h', hours: 1, bucketSeconds: 60 },
  { value: '6h', label: 'Last 6 hours', short: '6 h', hours: 6, bucketSeconds: 300 },
  { value: '24h', label: 'Last 24 hours', short: '24 h', hours: 24, bucketSeconds: 900 },
  { value: '7d', label: 'Last 7 days', short: '7 d', hours: 168, bucketSeconds: 7200 },
  { value: '30d', label: 'Last 30 days', short: '30 d', hours: 720, bucketSeconds: 28_800 },
] as const;

/** The range with this name; a day where there is none of it. */
export function rangeOf(name: string | undefined) {
  return ranges.find(({ value }) => value === name) ?? ranges[2];
}

/** When it begins, to the minute: so that what is asked stays the same within one. */
export function rangeStart(hours: number, now: Date): string {
  const minute = 60_000;
  return new Date(Math.floor(now.getTime() / minute) * minute - hours * 60 * minute).toISOString();
}

/**
 * What a chart of a range asks for at this moment. It begins with a whole bucket, the one in which the range begins: the
 * bars move on as time does, one at a time, and none of them is cut anew meanwhile.
 */
export function chartSpan(
  { hours, bucketSeconds }: Pick<(typeof ranges)[number], 'hours' | 'bucketSeconds'>,
  now: Date,
): { from: string; bucketSeconds: number } {
  const bucketMs = bucketSeconds * 1000;
  const begins = now.getTime() - hours * 3_600_000;
  return { from: new Date(Math.floor(begins / bucketMs) * bucketMs).toISOString(), bucketSeconds };
}
