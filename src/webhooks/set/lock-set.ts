import type { Transaction } from '../../store/database.ts';
import { webhookSetLock } from '../../store/queries/webhook-sets/webhook-set-get.ts';
import type { WebhookSet } from '../../store/queries/webhook-sets/webhook-set-row.ts';
import { webhookSetInsert } from '../../store/queries/webhook-sets/webhook-set-write.ts';
import type { WebhookServices } from '../services.ts';

/** The set of an organization, locked until the transaction ends. One that is not there yet is made, switched off. */
export async function lockSet(
  { vault, clock, ids, createSecret }: WebhookServices,
  tx: Transaction,
  { organizationId, format }: { organizationId: string; format: string },
): Promise<WebhookSet> {
  const now = clock.now();
  const reference = { organizationId, format, now };
  const known = await webhookSetLock(tx, vault, reference);
  if (known !== null) return known;
  await webhookSetInsert(tx, vault, {
    organizationId,
    id: ids.uuid(),
    format,
    enabled: false,
    signingSecrets: [{ secret: createSecret(), validUntil: null }],
    settings: {},
    createdAt: now,
    updatedAt: now,
  });
  const made = await webhookSetLock(tx, vault, reference);
  if (made === null) throw new Error('A set of webhooks that was just made is not there.');
  return made;
}
