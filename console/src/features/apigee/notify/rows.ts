import type { Condition } from '../mint.ts';
import { targetsOf } from '../mint.ts';
import { emptyInterval, type Interval, intervalFrom, targetOf } from './interval.ts';

/** One row of the dialog. What was written by others is kept as it was until the row is edited. */
export interface Row {
  /** Tells rows apart while they come and go. */
  key: number;
  interval: Interval;
  written: string | null;
}

let nextKey = 1;

export function newRow(): Row {
  return { key: nextKey++, interval: emptyInterval, written: null };
}

/** A text that no row can show becomes an empty one, which the text stands beside. */
export function rowsOf(condition: Condition | undefined): Row[] {
  if (condition === undefined) return [newRow()];
  return targetsOf(condition).map((written) => ({
    key: nextKey++,
    interval: intervalFrom(written) ?? emptyInterval,
    written,
  }));
}

/** What the API is sent for a row. */
export function targetOfRow({ interval, written }: Row): string {
  return written ?? targetOf(interval);
}

/** The body of the request that saves a notification. */
export function conditionBody(planId: string, rows: readonly Row[], webhookIds: readonly string[]) {
  return {
    notificationCondition: [
      { attribute: 'RATEPLAN', value: planId },
      { attribute: 'PUBLISHED', value: 'TRUE' },
      ...rows.map((row) => ({ attribute: 'UsageTarget', value: targetOfRow(row) })),
    ],
    actions: webhookIds.map((value) => ({ actionAttribute: 'WEBHOOK', value })),
  };
}

/** How many attributes stand before the intervals in that body. */
export const attributesBefore = 2;
