import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import { webhookGet } from '../store/queries/webhooks/webhook-get.ts';
import { webhookWaiting } from '../store/queries/webhooks/webhook-waiting.ts';
import type { WebhookContext, WebhookServices } from './services.ts';

/** What the removal of a webhook would break. */
export interface WebhookRemoval {
  /** Deliveries that would be cancelled; `countedUpTo` stands for at least so many. */
  waiting: number;
  /** Objects of the dialect that name it, such as the notification conditions of Apigee. */
  heldBy: ObjectRecord[];
}

/** Counting goes no further. */
export const countedUpTo = 100_000;

/** What holds a webhook, and what would be cancelled with it. Nothing is done. */
export async function previewWebhookRemoval(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
  id: string,
): Promise<WebhookRemoval> {
  permit(principal, 'webhooks.read', organization.id);
  const reference = { organizationId: organization.id, id, now: services.clock.now() };
  if (!isUuid(id) || (await webhookGet(services.database, services.vault, reference)) === null) {
    throw notFound('The webhook');
  }
  return {
    waiting: await webhookWaiting(services.database, { ...reference, limit: countedUpTo }),
    heldBy: (await services.heldBy?.(organization.dialect, services.database, reference)) ?? [],
  };
}
