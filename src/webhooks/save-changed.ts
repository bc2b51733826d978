import { BellwireError, notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import { type Act, audit, nameOfDoer } from '../store/audit.ts';
import { pastDeadlocks } from '../store/past-deadlocks.ts';
import { webhookDeliveriesHold } from '../store/queries/webhooks/webhook-deliveries-hold.ts';
import { webhookDeliveriesRelease } from '../store/queries/webhooks/webhook-deliveries-release.ts';
import { webhookGet } from '../store/queries/webhooks/webhook-get.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import { webhookUpdate } from '../store/queries/webhooks/webhook-update.ts';
import { actsOfChange } from './audit-acts.ts';
import type { WebhookCheck, WebhookContext, WebhookServices } from './services.ts';
import { admitToSet } from './set/admit.ts';

const maxTries = 3;

/**
 * Reads a webhook, lets `change` make another of it, and saves that if nobody else was quicker; otherwise goes
 * round again. So no lock is held while `change` asks the outside, such as for the address behind a name. `act` is what it is
 * called in the audit log, where it is not told by what has changed.
 */
export async function saveChanged(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
  target: {
    id: string;
    version?: number | undefined;
    check?: WebhookCheck['check'] | undefined;
    act?: Pick<Act, 'action' | 'details'>;
  },
  change: (before: WebhookRecord) => Promise<WebhookRecord> | WebhookRecord,
): Promise<WebhookRecord> {
  const { database, vault, clock } = services;
  const { id } = target;
  if (!isUuid(id)) throw notFound('The webhook');
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const now = clock.now();
    const before = await webhookGet(database, vault, { organizationId: organization.id, id, now });
    if (before === null) throw notFound('The webhook');
    if (target.version !== undefined && target.version !== before.version) {
      throw new BellwireError(
        'conflict',
        `The webhook has changed: it is at version ${before.version}, not ${target.version}.`,
      );
    }
    const wanted: WebhookRecord = {
      ...(await change(before)),
      version: before.version + 1,
      updatedAt: now,
      updatedBy: nameOfDoer(principal),
    };
    const saved = await pastDeadlocks(database, async (tx) => {
      const after = await admitToSet(services, tx, {
        dialect: organization.dialect,
        before,
        webhook: wanted,
      });
      if (!(await webhookUpdate(tx, vault, after))) return null;
      await target.check?.(tx, id);
      const reference = { organizationId: organization.id, id };
      if (before.enabled && !after.enabled) await webhookDeliveriesHold(tx, reference);
      if (!before.enabled && after.enabled) await webhookDeliveriesRelease(tx, { ...reference, now });
      const acts =
        target.act === undefined
          ? actsOfChange(before, after)
          : [{ ...target.act, target: { id, name: after.name } }];
      await audit(
        tx,
        services,
        principal,
        acts.map((act) => ({ organizationId: organization.id, ...act })),
      );
      return after;
    });
    if (saved !== null) return saved;
  }
  throw new BellwireError('conflict', 'The webhook is being changed by others; try again.');
}
