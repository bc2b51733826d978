import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { isUuid } from '../base/ids.ts';
import { webhookGet } from '../store/queries/webhooks/webhook-get.ts';
import type { WebhookContext, WebhookServices } from './services.ts';
import { viewOf, type WebhookView } from './webhook-view.ts';

/** One webhook. */
export async function getWebhook(
  { database, vault, clock }: WebhookServices,
  { principal, organization }: WebhookContext,
  id: string,
): Promise<WebhookView> {
  permit(principal, 'webhooks.read', organization.id);
  const found = isUuid(id)
    ? await webhookGet(database, vault, { organizationId: organization.id, id, now: clock.now() })
    : null;
  if (found === null) throw notFound('The webhook');
  return viewOf(found);
}
