import type { Transaction } from '../../database.ts';

/**
 * Makes due what was held while a webhook was off. Called after the webhook's row was changed in the same
 * transaction: that row is always locked first. Index: deliveries_by_webhook.
 */
export async function webhookDeliveriesRelease(
  tx: Transaction,
  input: { organizationId: string; id: string; now: Date },
): Promise<void> {
  await tx.query({
    text: `
      update deliveries
      set due_at = $3
      where organization_id = $1 and webhook_id = $2 and due_at = 'infinity'`,
    values: [input.organizationId, input.id, input.now],
  });
}
