import type { Queries } from '../../database.ts';
import type { Vault } from '../../vault.ts';
import { type WebhookRecord, type WebhookRow, webhookColumns, webhookFrom } from './webhook-row.ts';

/** All webhooks of an organization, on or off, in the order of their creation. Index: the primary key. */
export async function webhooksList(
  queries: Queries,
  vault: Vault,
  input: { organizationId: string; now: Date },
): Promise<WebhookRecord[]> {
  const rows = await queries.query<WebhookRow>({
    text: `
      select ${webhookColumns}
      from webhooks
      where organization_id = $1
      order by id`,
    values: [input.organizationId],
  });
  return rows.map((row) => webhookFrom(row, vault, input.now));
}
