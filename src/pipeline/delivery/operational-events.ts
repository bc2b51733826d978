import type { Webhook } from '../../store/records/webhook.ts';
import type { PublishedEvent } from '../changes/published.ts';

/**
 * Events of Bellwire's own begin with `bellwire.`. They go only to webhooks that ask for them by name: a receiver of
 * an organization's changes has no use for them.
 */
export const operationalPrefix = 'bellwire.';

/** Tells that Bellwire has switched a webhook off. */
export function webhookSwitchedOff(webhook: Webhook, reason: string): PublishedEvent {
  return {
    type: `${operationalPrefix}webhook.switched_off`,
    object: { type: 'webhook', id: webhook.id, number: null },
    data: { name: webhook.name, url: webhook.url, reason },
    related: {},
    occurredAt: null,
  };
}
