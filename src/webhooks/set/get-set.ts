import { permit } from '../../access/principal.ts';
import { webhookSetGet } from '../../store/queries/webhook-sets/webhook-set-get.ts';
import type { WebhookContext, WebhookServices } from '../services.ts';
import { setViewOf, type WebhookSetView } from './set-view.ts';

/** The set of an organization's webhooks; null where there is none yet, or its dialect keeps them apart. */
export async function getSet(
  { database, vault, clock, setRuleOf }: WebhookServices,
  { principal, organization }: WebhookContext,
): Promise<WebhookSetView | null> {
  permit(principal, 'webhooks.read', organization.id);
  const rule = setRuleOf?.(organization.dialect);
  if (rule === undefined) return null;
  const reference = { organizationId: organization.id, format: rule.format, now: clock.now() };
  const set = await webhookSetGet(database, vault, reference);
  return set === null ? null : setViewOf(set);
}
