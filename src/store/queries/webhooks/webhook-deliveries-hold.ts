import type { Transaction } from '../../database.ts';

/**
 * Keeps what a webhook still waits for, without sending it, until the webhook is on again. Called after the
 * webhook's row was changed in the same transaction: that row is always locked first. Index: deliveries_by_webhook.
 */
export async function webhookDeliveriesHold(
  tx: Transaction,
  input: { organizationId: string; id: string },
): Promise<void> {
  await tx.query({
    text: `
      update deliveries
      set due_at = 'infinity'
      where organization_id = $1 and webhook_id = $2 and due_at is not null`,
    values: [input.organizationId, input.id],
  });
}
