import { dayAfter, dayFrom, monthsLater } from './days.ts';
import { dayAt, startOfDayMs } from './zones.ts';

/** When the periods of a meter are. */
export interface Terms {
  /** The first day, `2026-01-31`. */
  startDay: string;
  /** The last day that counts, to its end; null: it goes on. */
  endDay: string | null;
  /** IANA name. */
  timeZone: string;
  /** How long a period is: 1 to 24. */
  periodMonths: number;
}

/** One period: its number from 0, its first moment, and the first one of the next. */
export interface Period {
  number: number;
  startsAtMs: number;
  endsAtMs: number;
}

/**
 * A period of that number. Each begins at the zone's midnight on the day of the month that the first one began on, or
 * on the last day of a month that is too short: the 31st of January is followed by the 28th of February and the 31st of
 * March, always reckoned from the first day.
 */
export function periodOf(terms: Terms, number: number): Period {
  return { number, startsAtMs: startMs(terms, number), endsAtMs: startMs(terms, number + 1) };
}

/** The period that a moment is in; null before the first day and after the last. */
export function periodAt(terms: Terms, atMs: number): Period | null {
  if (atMs < startMs(terms, 0) || atMs >= endMs(terms)) return null;
  return runningAt(terms, atMs);
}

/** The next moment after this one at which a period begins, or the last day is over. */
export function nextChangeMs(terms: Terms, atMs: number): number {
  const { startsAtMs, endsAtMs } = runningAt(terms, atMs);
  return Math.min(...[startsAtMs, endsAtMs, endMs(terms)].filter((ms) => ms > atMs));
}

/** When the last day is over. */
function endMs({ endDay, timeZone }: Terms): number {
  return endDay === null ? Number.POSITIVE_INFINITY : startOfDayMs(timeZone, dayAfter(dayFrom(endDay)));
}

/** The period that a moment is in, as if the meter had no last day; the first one before the first day. */
export function runningAt(terms: Terms, atMs: number): Period {
  const first = dayFrom(terms.startDay);
  const today = dayAt(terms.timeZone, atMs);
  const months = (today.year - first.year) * 12 + (today.month - first.month);
  let number = Math.max(0, Math.floor(months / terms.periodMonths));
  // In its month the day may not have come yet, and a day that no clock showed can put it off by one.
  while (number > 0 && startMs(terms, number) > atMs) number -= 1;
  while (startMs(terms, number + 1) <= atMs) number += 1;
  return periodOf(terms, number);
}

const starts = new Map<string, number>();
const startsKept = 10_000;

/** Remembered: asking what clocks show in a zone takes as long as counting some transactions. */
function startMs({ startDay, timeZone, periodMonths }: Terms, number: number): number {
  const key = `${timeZone} ${startDay} ${number * periodMonths}`;
  let found = starts.get(key);
  if (found === undefined) {
    found = startOfDayMs(timeZone, monthsLater(dayFrom(startDay), number * periodMonths));
    if (starts.size >= startsKept) starts.clear();
    starts.set(key, found);
  }
  return found;
}
