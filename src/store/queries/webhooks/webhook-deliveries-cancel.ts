import type { Transaction } from '../../database.ts';

/**
 * Gives up what a removed webhook still waits for. The log keeps it, with the reason. Answers with how many. Called after the webhook's
 * row was deleted in the same transaction: that row is always locked first, and the deliveries in the order of their ids, as
 * results do. Index: deliveries_by_webhook.
 */
export async function webhookDeliveriesCancel(
  tx: Transaction,
  input: { organizationId: string; id: string; now: Date },
): Promise<number> {
  const rows = await tx.query({
    text: `
      with owed as materialized (
        select organization_id, id
        from deliveries
        where organization_id = $1 and webhook_id = $2 and due_at is not null
        order by id
        for update
      )
      update deliveries d
      set state = 'cancelled', due_at = null, last_reason = 'webhook-removed', finished_at = $3
      from owed
      where d.organization_id = owed.organization_id and d.id = owed.id
      returning 1`,
    values: [input.organizationId, input.id, input.now],
  });
  return rows.length;
}
