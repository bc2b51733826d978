import type { Transaction } from '../../database.ts';
import type { Vault } from '../../vault.ts';
import { sealedColumns, type WebhookRecord } from './webhook-row.ts';

/** Saves a new webhook. */
export async function webhookInsert(tx: Transaction, vault: Vault, webhook: WebhookRecord): Promise<void> {
  const sealed = sealedColumns(webhook, vault);
  await tx.query({
    text: `
      insert into webhooks (
        organization_id, id, name, url, format, settings, limits, policy, user_agent, sealed_access, sealed_secrets,
        enabled, disabled_reason, version, created_at, updated_at, created_by, updated_by
      )
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    values: [
      webhook.organizationId,
      webhook.id,
      webhook.name,
      webhook.url,
      webhook.format,
      webhook.settings,
      webhook.limits,
      webhook.policy,
      webhook.userAgent,
      sealed.access,
      sealed.secrets,
      webhook.enabled,
      webhook.disabledReason,
      webhook.version,
      webhook.createdAt,
      webhook.updatedAt,
      webhook.createdBy,
      webhook.updatedBy,
    ],
  });
}
