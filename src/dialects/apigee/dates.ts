/** A date as monetization writes it. */
export interface MintDate {
  /** `2026-01-31` */
  day: string;
  /** `2026-01-31 00:00:00` */
  text: string;
}

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;

/** Reads `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`; null for anything else, the 30th of February included. */
export function mintDateFrom(input: string): MintDate | null {
  const found = pattern.exec(input);
  if (found === null) return null;
  const [, year, month, date, hour = '00', minute = '00', second = '00'] = found;
  const day = `${year}-${month}-${date}`;
  const time = `${hour}:${minute}:${second}`;
  const ms = Date.parse(`${day}T${time}Z`);
  // A day that the month does not have rolls over into the next one, and an hour of 24 into the next day.
  if (Number.isNaN(ms) || year === '0000' || !new Date(ms).toISOString().startsWith(`${day}T${time}`))
    return null;
  return { day, text: `${day} ${time}` };
}

/** The day of a stored date. */
export function dayOf(text: string): string {
  return text.slice(0, 10);
}

/** The day before, `2026-01-31` → `2026-01-30`. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** What day it is in a time zone. */
export function dayIn(timeZone: string, now: Date): string {
  // The Swedish way to write a date is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** An instant as monetization writes it, in UTC. */
export function mintTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

/** An instant as the clocks of a time zone show it: `2026-01-31 08:00:00`. */
export function timeIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

/** Whether this is a time zone that can be counted in. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
