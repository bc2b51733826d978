import type { Transaction } from '../../database.ts';

/**
 * Keeps what a webhook still waits for, without sending it, until the webhook is on again. Called after the
 * webhook's row was changed in the same transaction: that row is always locked first, and the deliveries in the order of
 * their ids, as results do. Index: deliveries_by_webhook.
 */
export async function webhookDeliveriesHold(
  tx: Transaction,
  input: { organizationId: string; id: string },
): Promise<void> {
  await tx.query({
    text: `
      with owed as materialized (
        select organization_id, id
        from deliveries
        where organization_id = $1 and webhook_id = $2 and due_at is not null
        order by id
        for update
      )
      update deliveries d
      set due_at = 'infinity'
      from owed
      where d.organization_id = owed.organization_id and d.id = owed.id`,
    values: [input.organizationId, input.id],
  });
}
