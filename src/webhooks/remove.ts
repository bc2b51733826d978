import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import { webhookDelete } from '../store/queries/webhooks/webhook-delete.ts';
import { webhookDeliveriesCancel } from '../store/queries/webhooks/webhook-deliveries-cancel.ts';
import type { WebhookCheck, WebhookContext, WebhookServices } from './services.ts';

/** Removes a webhook. What it still waits for is cancelled; the log keeps what was sent. */
export async function removeWebhook(
  { database, clock, onCancelled }: WebhookServices,
  { principal, organization }: WebhookContext,
  id: string,
  { check }: WebhookCheck = {},
): Promise<void> {
  permit(principal, 'webhooks.write', organization.id);
  if (!isUuid(id)) throw notFound('The webhook');
  const reference = { organizationId: organization.id, id };
  const cancelled = await database.transaction(async (tx) => {
    if (!(await webhookDelete(tx, reference))) throw notFound('The webhook');
    // After the row is locked: nobody can begin to use it between the look and the end.
    await check?.(tx, id);
    return webhookDeliveriesCancel(tx, { ...reference, now: clock.now() });
  });
  onCancelled?.(cancelled);
}
