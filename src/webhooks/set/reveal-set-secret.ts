import { type Principal, permit } from '../../access/principal.ts';
import { BellwireError, notFound } from '../../base/errors.ts';
import { hidden } from '../../pipeline/delivery/log-entry.ts';
import { audit } from '../../store/audit.ts';
import { webhookSetLock } from '../../store/queries/webhook-sets/webhook-set-get.ts';
import type { WebhookContext, WebhookServices } from '../services.ts';

/** The newest secret of a set, and an entry in the audit log that it was shown; `[hidden]` for those who may only look. */
export async function revealSetSecret(
  services: WebhookServices,
  { principal, organization }: WebhookContext,
): Promise<string> {
  permit(principal, 'webhooks.read', organization.id);
  if (!mayWrite(principal, organization.id)) return hidden;
  const { database, vault, clock, setRuleOf } = services;
  const rule = setRuleOf?.(organization.dialect);
  const organizationId = organization.id;
  const reference = { organizationId, format: rule?.format ?? '', now: clock.now() };
  return database.transaction(async (tx) => {
    const set = await webhookSetLock(tx, vault, reference);
    if (set === null) throw notFound('The set');
    const act = { action: 'webhook-set.secret-revealed', target: { id: set.id } } as const;
    await audit(tx, services, principal, [{ organizationId, ...act }]);
    return set.signingSecrets[0]?.secret ?? '';
  });
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
