/** A day of the calendar, as no time zone sees it. Months from 1. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** Reads `2026-01-31`. */
export function dayFrom(text: string): Day {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  return { year, month, day };
}

/** The day so many months later. In a month that is too short it is the last one. */
export function monthsLater({ year, month, day }: Day, months: number): Day {
  const index = year * 12 + (month - 1) + months;
  const later = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  // Day 0 of the next month is the last one of this.
  const last = new Date(Date.UTC(later.year, later.month, 0)).getUTCDate();
  return { ...later, day: Math.min(day, last) };
}

/** The day after. */
export function dayAfter({ year, month, day }: Day): Day {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}
