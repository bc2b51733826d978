import type { Queries } from '../../database.ts';
import type { UsageRow } from './usage-insert.ts';

/** Some transactions of one developer or company. */
export interface UsageAsked {
  ownerId: string;
  productId: string | null;
  from: Date;
  /** The first moment that is not asked for any more. */
  to: Date;
  limit: number;
}

/** Transactions as they are kept, by time. Uses usage_transactions_by_occurrence: the span should be short. */
export function usageList(
  queries: Queries,
  organizationId: string,
  { ownerId, productId, from, to, limit }: UsageAsked,
): Promise<UsageRow[]> {
  return queries.query<UsageRow>({
    name: 'usage-list',
    text: `
      select id, owner_id as "ownerId", app_id as "appId", product_id as "productId", count, attributes,
        occurred_at as "occurredAt", not_counted as "notCounted"
      from usage_transactions
      where organization_id = $1 and owner_id = $2 and occurred_at >= $3 and occurred_at < $4
        and ($5::uuid is null or product_id = $5)
      order by occurred_at, id
      limit $6`,
    values: [organizationId, ownerId, from, to, productId, limit],
  });
}
