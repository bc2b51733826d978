import { permit } from '../access/principal.ts';
import { webhooksList } from '../store/queries/webhooks/webhooks-list.ts';
import type { WebhookContext, WebhookServices } from './services.ts';
import { viewOf, type WebhookView } from './webhook-view.ts';

/** All webhooks of an organization, in the order of their creation: there are never more than fit on a page. */
export async function listWebhooks(
  { database, vault, clock }: WebhookServices,
  { principal, organization }: WebhookContext,
): Promise<WebhookView[]> {
  permit(principal, 'webhooks.read', organization.id);
  const found = await webhooksList(database, vault, { organizationId: organization.id, now: clock.now() });
  return found.map(viewOf);
}
