import { differencesBetween } from '../base/differences.ts';
import type { JsonObject } from '../base/json.ts';
import type { Act } from '../store/audit.ts';
import type { WebhookRecord } from '../store/queries/webhooks/webhook-row.ts';
import { viewOf } from './webhook-view.ts';

type WebhookAct = Omit<Act, 'organizationId'>;

/** Who it is, for an entry of the audit log. */
export function targetOf({ id, name }: Pick<WebhookRecord, 'id' | 'name'>) {
  return { type: 'webhook', id, name };
}

/** What a change of a webhook was: switching it on or off, anything else, both, or nothing. */
export function actsOfChange(before: WebhookRecord, after: WebhookRecord): WebhookAct[] {
  const target = targetOf(after);
  const changes = changesOf(before, after);
  const acts: WebhookAct[] = [];
  if (before.enabled !== after.enabled) {
    acts.push({ action: after.enabled ? 'webhook.enabled' : 'webhook.disabled', target });
  }
  if (Object.keys(changes).length > 0) acts.push({ action: 'webhook.updated', target, details: { changes } });
  return acts;
}

/** What a webhook was made as. */
export function detailsOf(webhook: WebhookRecord): JsonObject {
  const { url, format, enabled } = webhook;
  return { url, format, enabled };
}

/**
 * What differs, as people may see it. What they may not see is told as changed and nothing more: the value of a header, what
 * Bellwire signs in with, a private key.
 */
function changesOf(before: WebhookRecord, after: WebhookRecord): JsonObject {
  const changes = differencesBetween(shownOf(before), shownOf(after));
  const headers = Object.keys(after.headers).filter(
    (name) => before.headers[name] !== undefined && before.headers[name] !== after.headers[name],
  );
  if (headers.length > 0) changes.headerValues = headers;
  const secretly = {
    credentials: JSON.stringify(before.credentials) !== JSON.stringify(after.credentials),
    tls: JSON.stringify(before.tls) !== JSON.stringify(after.tls),
  };
  for (const [name, changed] of Object.entries(secretly)) {
    if (changed && changes[name] === undefined) changes[name] = 'replaced';
  }
  return changes;
}

/** Names what is told, so that what is added to a webhook is not told until somebody says so. */
function shownOf(webhook: WebhookRecord): JsonObject {
  const { name, url, format, settings, limits, policy, userAgent, credentials, headerNames, tls } =
    viewOf(webhook);
  const shown = { name, url, format, settings, limits, policy, userAgent, credentials, headerNames, tls };
  // As JSON has it, times of certificates too.
  return JSON.parse(JSON.stringify(shown)) as JsonObject;
}
