import type { Transaction } from '../../database.ts';
import type { Vault } from '../../vault.ts';
import { sealedSecrets, type WebhookSet } from './webhook-set-row.ts';

/** Saves a new set, unless the organization has one of that format; then this waits for whoever is just making it. */
export async function webhookSetInsert(tx: Transaction, vault: Vault, set: WebhookSet): Promise<void> {
  await tx.query({
    text: `
      insert into webhook_sets (organization_id, id, format, enabled, sealed_secrets, settings, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (organization_id, format) do nothing`,
    values: [
      set.organizationId,
      set.id,
      set.format,
      set.enabled,
      sealedSecrets(set, vault),
      set.settings,
      set.createdAt,
      set.updatedAt,
    ],
  });
}

/** Saves what has changed in a set that this transaction has locked. Index: the primary key. */
export async function webhookSetUpdate(tx: Transaction, vault: Vault, set: WebhookSet): Promise<void> {
  await tx.query({
    text: `
      update webhook_sets
      set enabled = $3, sealed_secrets = $4, settings = $5, updated_at = $6
      where organization_id = $1 and id = $2`,
    values: [set.organizationId, set.id, set.enabled, sealedSecrets(set, vault), set.settings, set.updatedAt],
  });
}

/** Removes a set that this transaction has locked. Index: the primary key. */
export async function webhookSetDelete(
  tx: Transaction,
  { organizationId, id }: Pick<WebhookSet, 'organizationId' | 'id'>,
): Promise<void> {
  await tx.query({
    text: 'delete from webhook_sets where organization_id = $1 and id = $2',
    values: [organizationId, id],
  });
}
