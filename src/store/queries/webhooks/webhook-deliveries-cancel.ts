import type { Transaction } from '../../database.ts';
import { deliveriesLocked } from './webhook-deliveries-locked.ts';

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
      with ${deliveriesLocked('due_at is not null')}
      update deliveries d
      set state = 'cancelled', due_at = null, last_reason = 'webhook-removed', finished_at = $3
      from locked
      where d.organization_id = locked.organization_id and d.id = locked.id
      returning 1`,
    values: [input.organizationId, input.id, input.now],
  });
  return rows.length;
}
