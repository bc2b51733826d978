import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * Switches a webhook off for a reason of Bellwire's own (its receiver answered 410 Gone), and holds what it still
 * waits for. True when it was on until now. With `failingBefore`, only if every attempt since that moment has failed:
 * another node may have seen a success.
 *
 * One statement, so that it is whole outside a transaction too. The webhook's row is locked before its deliveries,
 * and those in the order of their ids, as in every other statement that changes both. Indexes: the primary key, deliveries_by_webhook.
 */
export async function webhookSwitchOff(
  queries: Queries,
  input: { organizationId: string; id: string; reason: string; now: Date; failingBefore?: Date },
): Promise<boolean> {
  const rows = await queries.query<{ id: string }>({
    text: `
      with switched as (
        update webhooks
        set enabled = false, disabled_reason = $3, version = version + 1, updated_at = $4
        where organization_id = $1 and id = $2 and enabled and ($5::timestamptz is null or failing_since <= $5)
        returning organization_id, id
      ), owed as materialized (
        select d.organization_id, d.id
        from switched
        join deliveries d on d.organization_id = ${unseen('$1')} and d.webhook_id = switched.id
        where d.due_at is not null
        order by d.id
        for update of d
      ), held as (
        update deliveries d
        set due_at = 'infinity'
        from owed
        where d.organization_id = owed.organization_id and d.id = owed.id
      )
      select id from switched`,
    values: [input.organizationId, input.id, input.reason, input.now, input.failingBefore ?? null],
  });
  return rows.length > 0;
}
