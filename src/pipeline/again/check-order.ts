import type { Problem } from '../../base/errors.ts';
import { findUnstorable } from '../../catalogue/storable.ts';
import type { JobOrder } from '../../store/records/job.ts';

/** No job reaches further back or is wider than this. Longer ones can be cut into several. */
export const maxRangeDays = 100;

const maxRangeMs = maxRangeDays * 24 * 60 * 60 * 1000;

/** What is wrong with an order by itself; whether its webhook is there is for the database to say. */
export function checkOrder(order: JobOrder, now: Date): Problem[] {
  // It is kept as it was asked for.
  const unstorable = findUnstorable({ ...order.input });
  return [...unstorable, ...problemsOf(order, now)].map(({ field, message }) => ({
    field: `input.${field}`.replace(/\.$/, ''),
    message,
  }));
}

function problemsOf(order: JobOrder, now: Date): Problem[] {
  switch (order.kind) {
    case 'resend': {
      const { from, to, ...rest } = order.input;
      if (from === undefined && isEmpty(rest)) {
        return [{ field: '', message: 'must name at least what to send again, or since when' }];
      }
      return checkRange({ name: 'from', from, to }, now);
    }
    case 'cancel': {
      const { from, to } = order.input;
      if (isEmpty(order.input)) {
        return [{ field: '', message: 'must name at least what to give up, or since or until when' }];
      }
      return checkRange({ name: 'from', from, to }, now);
    }
    case 'resend-attempts': {
      const { ids, from, to, ...rest } = order.input;
      const conditions = Object.values({ ...rest, from }).filter((value) => value !== undefined);
      if (ids !== undefined) {
        const alone = conditions.length === 0 && to === undefined;
        return alone ? [] : [{ field: 'ids', message: 'must be given alone, or a search without it' }];
      }
      if (conditions.length === 0)
        return [{ field: '', message: 'must name at least what to search for, or since when' }];
      return checkRange({ name: 'from', from, to }, now);
    }
    case 'recover':
      return checkRange({ name: 'since', from: order.input.since, to: undefined }, now);
    case 'replay':
      return checkRange({ name: 'from', from: order.input.from, to: order.input.to }, now);
  }
}

function isEmpty(input: object): boolean {
  return Object.values(input).every((value) => value === undefined);
}

function checkRange(
  range: { name: string; from: string | undefined; to: string | undefined },
  now: Date,
): Problem[] {
  const fromMs = range.from === undefined ? null : Date.parse(range.from);
  const toMs = range.to === undefined ? null : Date.parse(range.to);
  const problems = [...checkTime(range.name, fromMs, now), ...checkTime('to', toMs, now)];
  if (problems.length > 0 || fromMs === null) return problems;
  const endMs = toMs ?? now.getTime();
  if (toMs !== null && fromMs >= toMs) return [{ field: 'to', message: `must be after ${range.name}` }];
  if (endMs - fromMs > maxRangeMs) {
    return [
      { field: range.name, message: `must be at most ${maxRangeDays} days before the end of the range` },
    ];
  }
  return [];
}

function checkTime(field: string, ms: number | null, now: Date): Problem[] {
  if (ms === null) return [];
  // A leap second is a valid date-time that JavaScript has no value for.
  if (Number.isNaN(ms)) return [{ field, message: 'is not a time Bellwire can use' }];
  return ms > now.getTime() ? [{ field, message: 'must not be in the future' }] : [];
}
