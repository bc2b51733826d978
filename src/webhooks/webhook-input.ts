import type { JsonObject } from '../base/json.ts';
import type { Policy } from '../store/records/policy.ts';
import type { Limits, ReceiverCredentials, WebhookTls } from '../store/records/webhook.ts';

/**
 * What can be said about a webhook. What is not given stays as it is, or takes its default in a new one; null
 * clears. `settings`, `limits`, `policy`, `headers` and `tls` are
 * merged key by key in the same way.
 */
export interface WebhookChange {
  name?: string;
  url?: string;
  format?: string;
  settings?: JsonObject | null;
  limits?: { [Setting in keyof Limits]?: Limits[Setting] | null } | null;
  policy?: { [Setting in keyof Policy]?: Policy[Setting] | null } | null;
  userAgent?: string | null;
  credentials?: ReceiverCredentials | null;
  headers?: Record<string, string | null> | null;
  tls?: Partial<WebhookTls> | null;
  enabled?: boolean;
}

/** A new webhook. */
export interface NewWebhook extends WebhookChange {
  name: string;
  url: string;
}
