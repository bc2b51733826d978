import type { Transaction } from '../../database.ts';
import { deliveriesLocked } from './webhook-deliveries-locked.ts';

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
      with ${deliveriesLocked('due_at is not null')}
      update deliveries d
      set due_at = 'infinity'
      from locked
      where d.organization_id = locked.organization_id and d.id = locked.id`,
    values: [input.organizationId, input.id],
  });
}
