import type { Transaction } from '../../database.ts';

/**
 * Makes due what was held while a webhook was off. Called after the webhook's row was changed in the same
 * transaction: that row is always locked first, and the deliveries in the order of their ids, as results do. Index:
 * deliveries_by_webhook.
 */
export async function webhookDeliveriesRelease(
  tx: Transaction,
  input: { organizationId: string; id: string; now: Date },
): Promise<void> {
  await tx.query({
    text: `
      with held as materialized (
        select organization_id, id
        from deliveries
        where organization_id = $1 and webhook_id = $2 and due_at = 'infinity'
        order by id
        for update
      )
      update deliveries d
      set due_at = $3
      from held
      where d.organization_id = held.organization_id and d.id = held.id`,
    values: [input.organizationId, input.id, input.now],
  });
}
