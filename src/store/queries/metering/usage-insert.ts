import type { Queries } from '../../database.ts';

/** A transaction as it is kept. */
export interface UsageRow {
  id: string;
  ownerId: string;
  appId: string | null;
  productId: string | null;
  count: number;
  /** Custom attributes by number, as decimals. */
  attributes: Readonly<Record<string, string>> | null;
  occurredAt: Date;
  notCounted: string | null;
}

/**
 * Keeps transactions, and answers with the ids of those that were not there yet. "On conflict" waits for another
 * transaction that is just inserting the same id, so that of two at once one counts it. The rows have to come in the
 * order of their ids: two batches that share some then never wait for each other in a circle.
 */
export async function usageInsert(
  tx: Queries,
  organizationId: string,
  rows: readonly UsageRow[],
  now: Date,
): Promise<Set<string>> {
  const fresh = await tx.query<{ id: string }>({
    name: 'usage-insert',
    text: `
      insert into usage_transactions (
        organization_id, id, owner_id, app_id, product_id, count, attributes, occurred_at, not_counted, recorded_at
      )
      select $1, reported.*, $2
      from unnest(
        $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::integer[], $8::jsonb[], $9::timestamptz[], $10::text[]
      ) as reported
      on conflict (organization_id, id) do nothing
      returning id`,
    values: [
      organizationId,
      now,
      rows.map((row) => row.id),
      rows.map((row) => row.ownerId),
      rows.map((row) => row.appId),
      rows.map((row) => row.productId),
      rows.map((row) => row.count),
      rows.map((row) => (row.attributes === null ? null : JSON.stringify(row.attributes))),
      rows.map((row) => row.occurredAt),
      rows.map((row) => row.notCounted),
    ],
  });
  return new Set(fresh.map(({ id }) => id));
}

/** Forgets some transactions that were recorded before a time, and answers with how many. Uses usage_transactions_by_time. */
export async function usageForget(queries: Queries, input: { before: Date; limit: number }): Promise<number> {
  const rows = await queries.query({
    name: 'usage-forget',
    text: `
      delete from usage_transactions
      where ctid = any (array(select ctid from usage_transactions where recorded_at < $1 limit $2))
      returning 1`,
    values: [input.before, input.limit],
  });
  return rows.length;
}
