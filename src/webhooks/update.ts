import { permit } from '../access/principal.ts';
import { checkedChange } from './check-webhook.ts';
import { saveChanged } from './save-changed.ts';
import type { WebhookCheck, WebhookContext, WebhookServices } from './services.ts';
import type { WebhookChange } from './webhook-input.ts';
import { viewOf, type WebhookView } from './webhook-view.ts';

/**
 * Changes a webhook, switching on and off included: what it waits for is held while it is off and sent when it is
 * on again. With `version`, only if it is still that one.
 */
export async function updateWebhook(
  services: WebhookServices,
  context: WebhookContext,
  target: { id: string; version?: number | undefined },
  change: WebhookChange,
  { check }: WebhookCheck = {},
): Promise<WebhookView> {
  permit(context.principal, 'webhooks.write', context.organization.id);
  const { dialect } = context.organization;
  const webhook = await saveChanged(services, context, { ...target, check }, (before) =>
    checkedChange(services, dialect, before, change),
  );
  return viewOf(webhook);
}
