import type { Transaction } from '../../database.ts';
import { deliveriesLocked } from './webhook-deliveries-locked.ts';

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
      with ${deliveriesLocked("due_at = 'infinity'")}
      update deliveries d
      set due_at = $3
      from locked
      where d.organization_id = locked.organization_id and d.id = locked.id`,
    values: [input.organizationId, input.id, input.now],
  });
}
