import { formatDuration } from './duration.ts';

/** How long ago, in the largest unit that is not zero: "just now", "3 min ago", "in 4 min". */
export function formatAgo(time: Date, now: Date): string {
  const ms = now.getTime() - time.getTime();
  if (Math.abs(ms) < 1000) return 'just now';
  const amount = formatDuration(Math.abs(ms)).replace(/^(\d+)(?:\.\d+)? (\S+).*$/, '$1 $2');
  return ms > 0 ? `${amount} ago` : `in ${amount}`;
}

/** As short as it can be told apart: "14:03:07" today, "21 Nov 14:03:07" this year, with the year before. */
export function formatTime(time: Date, now: Date, zone?: string): string {
  const clock = part(time, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }, zone);
  const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
  if (part(time, day, zone) === part(now, day, zone)) return clock;
  return `${formatDate(time, now, zone)} ${clock}`;
}

/** "21 Nov", and "21 Nov 2025" in another year. */
export function formatDate(time: Date, now: Date, zone?: string): string {
  const date = `${part(time, { day: 'numeric' }, zone)} ${part(time, { month: 'short' }, zone)}`;
  const year = (moment: Date) => part(moment, { year: 'numeric' }, zone);
  return year(time) === year(now) ? date : `${date} ${year(time)}`;
}

/** The whole of it, with milliseconds and the zone: "21 November 2026 at 14:03:07.482 GMT+1". */
export function formatExact(time: Date, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
    hour12: false,
  };
  return part(time, options, zone);
}

function part(time: Date, options: Intl.DateTimeFormatOptions, zone: string | undefined): string {
  return formatter(options, zone).format(time);
}

// Making one takes longer than using it a thousand times, and a list has hundreds of times.
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, zone: string | undefined): Intl.DateTimeFormat {
  const key = JSON.stringify([options, zone]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = new Intl.DateTimeFormat('en-GB', {
    ...options,
    ...(zone !== undefined && { timeZone: zone }),
  });
  made.set(key, fresh);
  return fresh;
}
