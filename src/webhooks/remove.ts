import { permit } from '../access/principal.ts';
import { BellwireError, notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import { audit } from '../store/audit.ts';
import { pastDeadlocks } from '../store/past-deadlocks.ts';
import { webhookDelete } from '../store/queries/webhooks/webhook-delete.ts';
import { webhookDeliveriesCancel } from '../store/queries/webhooks/webhook-deliveries-cancel.ts';
import { targetOf } from './audit-acts.ts';
import type { WebhookCheck, WebhookContext, WebhookServices } from './services.ts';

/**
 * Removes a webhook. What it still waits for is cancelled; the log keeps what was sent. With `version`, only if it is still that
 * one.
 */
export async function removeWebhook(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
  id: string,
  { check, version }: WebhookCheck & { version?: number | undefined } = {},
): Promise<void> {
  permit(principal, 'webhooks.write', organization.id);
  if (!isUuid(id)) throw notFound('The webhook');
  const reference = { organizationId: organization.id, id };
  const cancelled = await pastDeadlocks(services.database, async (tx) => {
    const removed = await webhookDelete(tx, reference);
    if (removed === null) throw notFound('The webhook');
    // The row is locked by now: it was changed before this, or not at all. What is thrown undoes the removal.
    if (version !== undefined && version !== removed.version) {
      throw new BellwireError(
        'conflict',
        `The webhook has changed: it is at version ${removed.version}, not ${version}.`,
      );
    }
    // After the row is locked: nobody can begin to use it between the look and the end.
    await check?.(tx, id);
    const count = await webhookDeliveriesCancel(tx, { ...reference, now: services.clock.now() });
    const target = targetOf({ id, name: removed.name });
    const act = { action: 'webhook.removed', target, details: { cancelledDeliveries: count } } as const;
    await audit(tx, services, principal, [{ organizationId: organization.id, ...act }]);
    return count;
  });
  services.onCancelled?.(cancelled);
}
