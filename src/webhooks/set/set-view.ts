import type { JsonObject } from '../../base/json.ts';
import type { WebhookSet } from '../../store/queries/webhook-sets/webhook-set-row.ts';

/** A set as people may see it, without its secret. */
export interface WebhookSetView {
  id: string;
  enabled: boolean;
  settings: JsonObject;
  createdAt: Date;
  updatedAt: Date;
}

export function setViewOf(set: WebhookSet): WebhookSetView {
  const { id, enabled, settings, createdAt, updatedAt } = set;
  return { id, enabled, settings, createdAt, updatedAt };
}
