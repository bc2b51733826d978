import type { Queries } from '../../database.ts';
import type { Webhook } from '../../records/webhook.ts';
import type { Vault } from '../../vault.ts';
import { type WebhookRow, webhookColumns, webhookFrom } from './webhook-row.ts';

/**
 * The webhooks of an organization that are on, in the order of their creation. Run for every change that is saved.
 * Index: the primary key, whose first column narrows it to at most a hundred rows, already in order.
 */
export async function webhooksEnabled(
  queries: Queries,
  vault: Vault,
  organizationId: string,
  now: Date,
): Promise<Webhook[]> {
  const rows = await queries.query<WebhookRow>({
    name: 'webhooks-enabled',
    text: `
      select ${webhookColumns}
      from webhooks
      where organization_id = $1 and enabled
      order by id`,
    values: [organizationId],
  });
  return rows.map((row) => webhookFrom(row, vault, now));
}
