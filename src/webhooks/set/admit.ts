import { BellwireError } from '../../base/errors.ts';
import type { Transaction } from '../../store/database.ts';
import type { WebhookSet } from '../../store/queries/webhook-sets/webhook-set-row.ts';
import type { WebhookRecord } from '../../store/queries/webhooks/webhook-row.ts';
import { webhooksList } from '../../store/queries/webhooks/webhooks-list.ts';
import type { WebhookServices } from '../services.ts';
import { lockSet } from './lock-set.ts';
import { setIsOff, type WebhookSetRule } from './rule.ts';

/**
 * The webhook as it may be saved, where its dialect keeps its webhooks together; `before` is null for a new one. Comes
 * first in the transaction that saves it. Throws where the set is full or has that URL already, and for what is a matter of
 * the whole set.
 */
export async function admitToSet(
  services: WebhookServices,
  tx: Transaction,
  { dialect, before, webhook }: { dialect: string; before: WebhookRecord | null; webhook: WebhookRecord },
): Promise<WebhookRecord> {
  const rule = services.setRuleOf?.(dialect);
  if (rule === undefined || webhook.format !== rule.format) return webhook;
  const { organizationId } = webhook;
  const set = await lockSet(services, tx, { organizationId, format: rule.format });
  const all = await webhooksList(tx, services.vault, { organizationId, now: services.clock.now() });
  const others = all.filter(({ format, id }) => format === rule.format && id !== webhook.id);
  if (others.some(({ url }) => isSame(url, webhook.url))) {
    throw new BellwireError('duplicate', 'This URL is called already.', [
      { field: 'url', message: 'is that of another webhook here' },
    ]);
  }
  return before === null || before.format !== rule.format
    ? asMember(webhook, set, others.length, rule)
    : asBefore(webhook, set, before);
}

function asMember(
  webhook: WebhookRecord,
  set: WebhookSet,
  others: number,
  { maxWebhooks }: WebhookSetRule,
): WebhookRecord {
  if (others >= maxWebhooks) {
    const message = `There can be ${maxWebhooks} URLs, and there are: delete one first, or change one.`;
    throw new BellwireError('conflict', message);
  }
  const enabled = webhook.enabled && set.enabled;
  return {
    ...copiedFrom(set, webhook),
    enabled,
    disabledReason: webhook.enabled && !enabled ? setIsOff : webhook.disabledReason,
  };
}

function asBefore(webhook: WebhookRecord, set: WebhookSet, before: WebhookRecord): WebhookRecord {
  if (webhook.enabled && !before.enabled && !set.enabled) {
    throw new BellwireError('conflict', 'All of them are off: switch the event triggers of the hub on.');
  }
  if (webhook.signingSecrets[0]?.secret !== before.signingSecrets[0]?.secret) {
    throw new BellwireError('conflict', 'All of them share one secret: make a new one for the hub.');
  }
  return copiedFrom(set, webhook);
}

/** What all webhooks of a set have alike. */
export function copiedFrom(set: WebhookSet, webhook: WebhookRecord): WebhookRecord {
  return {
    ...webhook,
    signingSecrets: set.signingSecrets,
    secrets: set.signingSecrets.map(({ secret }) => secret),
    settings: { ...webhook.settings, ...set.settings },
  };
}

/** As a client of HTTP sees it: the same host in other letters, or a path of `/` that is written out, is no other URL. */
function isSame(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}
