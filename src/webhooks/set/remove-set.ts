import { permit } from '../../access/principal.ts';
import { notFound } from '../../base/errors.ts';
import { type Act, audit } from '../../store/audit.ts';
import { pastDeadlocks } from '../../store/past-deadlocks.ts';
import { webhookSetLock } from '../../store/queries/webhook-sets/webhook-set-get.ts';
import { webhookSetDelete } from '../../store/queries/webhook-sets/webhook-set-write.ts';
import { webhookDelete } from '../../store/queries/webhooks/webhook-delete.ts';
import { webhookDeliveriesCancel } from '../../store/queries/webhooks/webhook-deliveries-cancel.ts';
import { webhooksList } from '../../store/queries/webhooks/webhooks-list.ts';
import { targetOf } from '../audit-acts.ts';
import type { WebhookContext, WebhookServices } from '../services.ts';

/** Removes a set with all webhooks in it. What they still wait for is cancelled; the log keeps what was sent. */
export async function removeSet(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
  id: string,
): Promise<void> {
  permit(principal, 'webhooks.write', organization.id);
  const { database, vault, clock, setRuleOf, onCancelled } = services;
  const organizationId = organization.id;
  const format = setRuleOf?.(organization.dialect)?.format ?? '';
  const now = clock.now();
  const cancelled = await pastDeadlocks(database, async (tx) => {
    const set = await webhookSetLock(tx, vault, { organizationId, format, now });
    if (set === null || set.id !== id) throw notFound('The event configuration');
    const acts: Act[] = [{ organizationId, action: 'webhook-set.removed', target: { id } }];
    let count = 0;
    for (const webhook of await webhooksList(tx, vault, { organizationId, now })) {
      if (webhook.format !== format) continue;
      const reference = { organizationId, id: webhook.id };
      // One that somebody has just removed has had its deliveries cancelled with it.
      if ((await webhookDelete(tx, reference)) === null) continue;
      const cancelled = await webhookDeliveriesCancel(tx, { ...reference, now });
      const details = { cancelledDeliveries: cancelled };
      acts.push({ organizationId, action: 'webhook.removed', target: targetOf(webhook), details });
      count += cancelled;
    }
    await webhookSetDelete(tx, set);
    await audit(tx, services, principal, acts);
    return count;
  });
  onCancelled?.(cancelled);
}
