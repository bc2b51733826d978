import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * The thresholds of a condition, in place of those that it had. One that stays on its plan keeps the time that it was
 * made at. The meters of the plan are held.
 */
export async function meterThresholdsReplace(
  tx: Queries,
  input: {
    organizationId: string;
    conditionId: string;
    planId: string;
    percents: readonly string[];
    webhookIds: readonly string[];
    now: Date;
  },
): Promise<void> {
  await tx.query({
    name: 'meter-thresholds-prune',
    text: `
      delete from meter_thresholds
      where organization_id = ${unseen('$1')} and condition_id = $2 and not (plan_id = $3 and percent = any($4::numeric[]))`,
    values: [input.organizationId, input.conditionId, input.planId, input.percents],
  });
  await tx.query({
    name: 'meter-thresholds-put',
    text: `
      insert into meter_thresholds (organization_id, condition_id, plan_id, percent, webhook_ids, created_at)
      select $1, $2, $3, percent, $5, $6 from unnest($4::numeric[]) as percent
      on conflict (organization_id, condition_id, percent) do update set webhook_ids = excluded.webhook_ids`,
    values: [
      ...[input.organizationId, input.conditionId, input.planId, input.percents],
      ...[input.webhookIds, input.now],
    ],
  });
}

/** Removes the thresholds of conditions. */
export async function meterThresholdsRemove(
  tx: Queries,
  input: { organizationId: string; conditionIds: readonly string[] },
): Promise<void> {
  await tx.query({
    name: 'meter-thresholds-remove',
    text: `delete from meter_thresholds where organization_id = ${unseen('$1')} and condition_id = any($2::uuid[])`,
    values: [input.organizationId, input.conditionIds],
  });
}
