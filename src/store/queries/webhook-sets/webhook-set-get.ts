import type { Queries, Transaction } from '../../database.ts';
import type { Vault } from '../../vault.ts';
import { type WebhookSet, type WebhookSetRow, webhookSetColumns, webhookSetFrom } from './webhook-set-row.ts';

/** Names the set of an organization. */
interface SetReference {
  organizationId: string;
  format: string;
  now: Date;
}

/** The set of an organization, or null. Index: webhook_sets_by_format. */
export async function webhookSetGet(
  queries: Queries,
  vault: Vault,
  input: SetReference,
): Promise<WebhookSet | null> {
  const rows = await queries.query<WebhookSetRow>({
    text: `select ${webhookSetColumns} from webhook_sets where organization_id = $1 and format = $2`,
    values: [input.organizationId, input.format],
  });
  return rows[0] === undefined ? null : webhookSetFrom(rows[0], vault, input.now);
}

/**
 * The same, locked until the transaction ends: whoever writes the set or a webhook in it does this first, so that what is
 * counted and copied stays so. Locks on webhooks and their deliveries come after it.
 */
export async function webhookSetLock(
  tx: Transaction,
  vault: Vault,
  input: SetReference,
): Promise<WebhookSet | null> {
  const rows = await tx.query<WebhookSetRow>({
    text: `select ${webhookSetColumns} from webhook_sets where organization_id = $1 and format = $2 for update`,
    values: [input.organizationId, input.format],
  });
  return rows[0] === undefined ? null : webhookSetFrom(rows[0], vault, input.now);
}
