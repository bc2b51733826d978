/** The spans that lists and charts are looked at in. */
export const ranges = [
  { value: '1h', label: 'Last hour', short: '1 h', hours: 1 },
  { value: '6h', label: 'Last 6 hours', short: '6 h', hours: 6 },
  { value: '24h', label: 'Last 24 hours', short: '24 h', hours: 24 },
  { value: '7d', label: 'Last 7 days', short: '7 d', hours: 168 },
  { value: '30d', label: 'Last 30 days', short: '30 d', hours: 720 },
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
