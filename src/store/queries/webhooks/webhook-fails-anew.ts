import type { Queries } from '../../database.ts';

/**
 * Has a webhook that is said to have failed since before a moment fail since now, where the log knows of a delivery that went
 * well since. The success may not have been noted: another node had it, or the write failed. True when it was so.
 *
 * Attempts are found by the time that their ids begin with, so that days before it are not looked into. Where there was no
 * success, this reads all that the webhook has failed at since; it happens once, as the webhook is switched off then.
 * Indexes: the primary key, attempts_by_webhook.
 */
export async function webhookFailsAnew(
  queries: Queries,
  input: { organizationId: string; id: string; failingBefore: Date; now: Date },
): Promise<boolean> {
  const rows = await queries.query({
    text: `
      update webhooks w
      set failing_since = $4
      where w.organization_id = $1 and w.id = $2 and w.enabled and w.failing_since <= $3
        and exists (
          select from attempts a
          where a.organization_id = $1 and a.webhook_id = $2 and a.kind = 'delivery' and a.reason is null
            and a.id > (
              lpad(to_hex((extract(epoch from w.failing_since) * 1000)::bigint), 12, '0') || '70008000000000000000'
            )::uuid
        )
      returning 1`,
    values: [input.organizationId, input.id, input.failingBefore, input.now],
  });
  return rows.length > 0;
}
