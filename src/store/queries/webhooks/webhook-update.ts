import type { Transaction } from '../../database.ts';
import type { Vault } from '../../vault.ts';
import { sealedColumns, type WebhookRecord } from './webhook-row.ts';

/**
 * Saves a webhook that was changed from `version - 1`. False when it has moved on since (or is gone), so that no
 * lock is needed between reading it and this. Index: the primary key.
 */
export async function webhookUpdate(tx: Transaction, vault: Vault, webhook: WebhookRecord): Promise<boolean> {
  const sealed = sealedColumns(webhook, vault);
  const rows = await tx.query<{ id: string }>({
    text: `
      update webhooks
      set name = $3, url = $4, format = $5, settings = $6, policy = $7, user_agent = $8, sealed_access = $9,
        sealed_secrets = $10, enabled = $11, disabled_reason = $12, version = $13, updated_at = $14, limits = $15,
        updated_by = $16,
        failing_since = case when enabled = $11 then failing_since end
      where organization_id = $1 and id = $2 and version = $13 - 1
      returning id`,
    values: [
      webhook.organizationId,
      webhook.id,
      webhook.name,
      webhook.url,
      webhook.format,
      webhook.settings,
      webhook.policy,
      webhook.userAgent,
      sealed.access,
      sealed.secrets,
      webhook.enabled,
      webhook.disabledReason,
      webhook.version,
      webhook.updatedAt,
      webhook.limits,
      webhook.updatedBy,
    ],
  });
  return rows.length > 0;
}
