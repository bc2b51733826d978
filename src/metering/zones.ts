import type { Day } from './days.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show at a moment, as milliseconds of a clock that shows UTC. */
function shownMs(timeZone: string, atMs: number): number {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(atMs)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts as Record<string, number> & { year: number };
  return Date.UTC(year, month! - 1, day, hour, minute, second);
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetMs(timeZone: string, atMs: number): number {
  const seconds = Math.floor(atMs / 1000) * 1000;
  return shownMs(timeZone, seconds) - seconds;
}

/** The day that it is in a time zone at a moment. */
export function dayAt(timeZone: string, atMs: number): Day {
  const shown = new Date(shownMs(timeZone, atMs));
  return { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
}

/** The same as text, `2026-01-31`. */
export function dayTextAt(timeZone: string, atMs: number): string {
  return new Date(shownMs(timeZone, atMs)).toISOString().slice(0, 10);
}

/**
 * The first moment of a day in a time zone, in milliseconds since the epoch. Where clocks pass midnight twice that
 * night, it is the first time; where they jump over it, or over the entire day, it is the moment of the jump.
 */
export function startOfDayMs(timeZone: string, { year, month, day }: Day): number {
  const midnight = Date.UTC(year, month - 1, day);
  // Offsets are less than a day, and clocks are moved at most once in two: one of these two was in force.
  const before = offsetMs(timeZone, midnight - dayMs);
  const after = offsetMs(timeZone, midnight + dayMs);
  const candidates = [midnight - before, midnight - after].sort((one, other) => one - other);
  const shown = candidates.find((atMs) => shownMs(timeZone, atMs) === midnight);
  return shown ?? jumpMs(timeZone, candidates[0]! - 2 * hourMs, candidates[1]! + 2 * hourMs, midnight);
}

/** When clocks jump from before a time to after it, between two moments. */
function jumpMs(timeZone: string, fromMs: number, toMs: number, overMs: number): number {
  let [low, high] = [fromMs, toMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shownMs(timeZone, middle) < overMs) low = middle;
    else high = middle;
  }
  return high;
}
