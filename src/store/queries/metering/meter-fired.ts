import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** What a meter, or its group, has used in a period, with what that is to be judged by. */
export interface Reached {
  meterId: string;
  planId: string;
  period: number;
  endsAt: Date;
  /** Exact decimals as text. */
  used: string;
  target: string;
}

/** Somebody is to be told of a threshold, or (not told) has missed it. */
export interface FiredRow {
  meterId: string;
  period: number;
  conditionId: string;
  percent: string;
  webhookId: string;
}

/**
 * Marks the thresholds that are reached and were not yet, one row for each webhook, and answers with these rows: whoever
 * gets a row tells. The primary key decides, whatever else happens at the same time. A target of 0 is never reached, and
 * a period that was over when a condition was made is not told of. Uses meter_thresholds_by_plan.
 *
 * With `conditionId`, only that condition's thresholds are looked at.
 */
export function meterFiredMark(
  tx: Queries,
  input: {
    organizationId: string;
    reached: readonly Reached[];
    told: boolean;
    now: Date;
    conditionId?: string;
  },
): Promise<FiredRow[]> {
  const { reached } = input;
  return tx.query<FiredRow>({
    name: 'meter-fired-mark',
    text: `
      insert into meter_fired (organization_id, meter_id, period, condition_id, percent, webhook_id, told, at)
      select $1, r.meter_id, r.period, t.condition_id, t.percent, webhook.id, $8, $9
      from unnest($2::uuid[], $3::uuid[], $4::integer[], $5::timestamptz[], $6::numeric[], $7::numeric[])
        as r (meter_id, plan_id, period, ends_at, used, target)
      join meter_thresholds t on t.organization_id = ${unseen('$1')} and t.plan_id = r.plan_id and t.created_at < r.ends_at
      cross join unnest(t.webhook_ids) as webhook (id)
      where r.target > 0
        and r.used * 100 >= t.percent * r.target
        and ($10::uuid is null or t.condition_id = $10)
      on conflict do nothing
      returning meter_id as "meterId", period, condition_id as "conditionId", percent, webhook_id as "webhookId"`,
    values: [
      input.organizationId,
      reached.map((one) => one.meterId),
      reached.map((one) => one.planId),
      reached.map((one) => one.period),
      reached.map((one) => one.endsAt),
      reached.map((one) => one.used),
      reached.map((one) => one.target),
      input.told,
      input.now,
      input.conditionId ?? null,
    ],
  });
}

/**
 * Marks as missed what a condition's thresholds are past already in earlier periods of the meters that count alone.
 * What is over will not be told to a webhook that was added later.
 */
export async function meterFiredMiss(
  tx: Queries,
  input: { organizationId: string; conditionId: string; now: Date },
): Promise<void> {
  await tx.query({
    name: 'meter-fired-miss',
    text: `
      insert into meter_fired (organization_id, meter_id, period, condition_id, percent, webhook_id, told, at)
      select $1, c.meter_id, c.period, t.condition_id, t.percent, webhook.id, false, $3
      from meter_thresholds t
      join meters m on m.organization_id = ${unseen('$1')} and m.plan_id = t.plan_id
      join meter_counters c on c.organization_id = $1 and c.meter_id = m.id
      cross join unnest(t.webhook_ids) as webhook (id)
      where t.organization_id = $1 and t.condition_id = $2
        and c.target > 0 and c.used * 100 >= t.percent * c.target
      on conflict do nothing`,
    values: [input.organizationId, input.conditionId, input.now],
  });
}
