import { type Principal, permit } from '../../access/principal.ts';
import { BellwireError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { hidden } from '../../pipeline/delivery/log-entry.ts';
import type { WebhookSet } from '../../store/queries/webhook-sets/webhook-set-row.ts';

/** A set as people may see it. */
export interface WebhookSetView {
  id: string;
  enabled: boolean;
  /** The newest one; `[hidden]` for those who may only look. */
  secret: string;
  settings: JsonObject;
  createdAt: Date;
  updatedAt: Date;
}

export function setViewOf(principal: Principal, set: WebhookSet): WebhookSetView {
  const secret = set.signingSecrets[0]?.secret ?? '';
  return {
    id: set.id,
    enabled: set.enabled,
    secret: mayWrite(principal, set.organizationId) ? secret : hidden,
    settings: set.settings,
    createdAt: set.createdAt,
    updatedAt: set.updatedAt,
  };
}

function mayWrite(principal: Principal, organizationId: string): boolean {
  try {
    permit(principal, 'webhooks.write', organizationId);
    return true;
  } catch (error) {
    if (error instanceof BellwireError) return false;
    throw error;
  }
}
