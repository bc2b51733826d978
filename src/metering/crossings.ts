import type { FiredRow } from '../store/queries/metering/meter-fired.ts';
import { type Amount, amountOf, amountText } from './decimals.ts';
import type { Crossing } from './meter-contract.ts';

/** What one meter is judged by after a step: a total in a period, and how it came about. */
export interface Judged {
  meterId: string;
  planId: string;
  period: number;
  startsAt: Date;
  endsAt: Date;
  target: bigint;
  /** Its own total, or that of its group. */
  total: Amount;
  /** What was added to it in this step, in order; empty when only the target has changed. */
  added: readonly { amount: Amount; appId: string | null }[];
}

/** Whether a total has reached a percentage of a target. `percent` in ten-thousandths of a percent. */
function isReached(total: Amount, percent: Amount, target: bigint): boolean {
  return target > 0n && total * 100n >= percent * target;
}

/**
 * The crossings that marked rows stand for: one for each meter, condition and threshold, with all webhooks that are told
 * of it. Meter by meter, in rising order. Each names the transaction of the step that reached it, whatever else was
 * counted in the same step.
 */
export function crossingsOf(
  organizationId: string,
  fired: readonly FiredRow[],
  judged: readonly Judged[],
  at: Date,
): Crossing[] {
  const byKey = new Map(judged.map((one) => [`${one.meterId} ${one.period}`, one]));
  const found = new Map<string, { row: FiredRow; percent: Amount; webhookIds: string[] }>();
  for (const row of fired) {
    const key = `${row.meterId} ${row.period} ${row.conditionId} ${row.percent}`;
    const known = found.get(key);
    if (known !== undefined) known.webhookIds.push(row.webhookId);
    else found.set(key, { row, percent: amountOf(row.percent), webhookIds: [row.webhookId] });
  }
  return [...found.values()]
    .sort(
      (one, other) =>
        compare(one.row.meterId, other.row.meterId) ||
        one.row.period - other.row.period ||
        compare(one.percent, other.percent) ||
        compare(one.row.conditionId, other.row.conditionId),
    )
    .map(({ row, percent, webhookIds }) => {
      const step = byKey.get(`${row.meterId} ${row.period}`)!;
      return {
        organizationId,
        meterId: step.meterId,
        planId: step.planId,
        conditionId: row.conditionId,
        percent: amountText(percent),
        webhookIds: webhookIds.sort(),
        ...reachedBy(step, percent),
        target: step.target.toString(),
        period: step.period,
        periodStartsAt: step.startsAt,
        periodEndsAt: step.endsAt,
        at,
      };
    });
}

function reachedBy(
  { total, added, target }: Judged,
  percent: Amount,
): { used: string; appId: string | null } {
  let used = added.reduce((rest, { amount }) => rest - amount, total);
  for (const { amount, appId } of added) {
    used += amount;
    if (isReached(used, percent, target)) return { used: amountText(used), appId };
  }
  return { used: amountText(total), appId: null };
}

function compare<Value extends string | bigint>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
