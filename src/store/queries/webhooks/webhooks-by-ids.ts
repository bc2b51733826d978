import type { Queries } from '../../database.ts';
import type { Webhook } from '../../records/webhook.ts';
import type { Vault } from '../../vault.ts';
import { type WebhookRow, webhookColumns, webhookFrom } from './webhook-row.ts';

/** Names one webhook. */
export interface WebhookReference {
  organizationId: string;
  id: string;
}

/**
 * The webhooks of those names, of any organizations, on or off, in no particular order. One that is gone is left
 * out. Index: the primary key, once for each name.
 */
export async function webhooksByIds(
  queries: Queries,
  vault: Vault,
  references: readonly WebhookReference[],
  now: Date,
): Promise<Webhook[]> {
  const rows = await queries.query<WebhookRow>({
    name: 'webhooks-by-ids',
    text: `
      select ${webhookColumns}
      from webhooks
      where (organization_id, id) in (
        select distinct wanted.organization_id, wanted.id
        from unnest($1::uuid[], $2::uuid[]) as wanted (organization_id, id)
      )`,
    values: [references.map(({ organizationId }) => organizationId), references.map(({ id }) => id)],
  });
  return rows.map((row) => webhookFrom(row, vault, now));
}
