import type { Queries } from '../../database.ts';
import type { Vault } from '../../vault.ts';
import { type WebhookRecord, type WebhookRow, webhookColumns, webhookFrom } from './webhook-row.ts';

/** One webhook, or null. Index: the primary key. */
export async function webhookGet(
  queries: Queries,
  vault: Vault,
  input: { organizationId: string; id: string; now: Date },
): Promise<WebhookRecord | null> {
  const [row] = await queries.query<WebhookRow>({
    text: `
      select ${webhookColumns}
      from webhooks
      where organization_id = $1 and id = $2`,
    values: [input.organizationId, input.id],
  });
  return row === undefined ? null : webhookFrom(row, vault, input.now);
}
