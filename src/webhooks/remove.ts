import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import type { Queries } from '../store/database.ts';
import { webhookDelete } from '../store/queries/webhooks/webhook-delete.ts';
import { webhookDeliveriesCancel } from '../store/queries/webhooks/webhook-deliveries-cancel.ts';
import type { WebhookContext, WebhookServices } from './services.ts';

/** How to remove. */
export interface RemoveOptions {
  /** Looks, in the transaction, whether the webhook may go, and throws to keep it. */
  keepIf?(tx: Queries): Promise<void>;
}

/** Removes a webhook. What it still waits for is cancelled; the log keeps what was sent. */
export async function removeWebhook(
  { database, clock, onCancelled }: WebhookServices,
  { principal, organization }: WebhookContext,
  id: string,
  { keepIf }: RemoveOptions = {},
): Promise<void> {
  permit(principal, 'webhooks.write', organization.id);
  if (!isUuid(id)) throw notFound('The webhook');
  const reference = { organizationId: organization.id, id };
  const cancelled = await database.transaction(async (tx) => {
    if (!(await webhookDelete(tx, reference))) throw notFound('The webhook');
    // After the row is locked: nobody can begin to use it between the look and the end.
    await keepIf?.(tx);
    return webhookDeliveriesCancel(tx, { ...reference, now: clock.now() });
  });
  onCancelled?.(cancelled);
}
