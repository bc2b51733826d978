import type { Queries } from '../../database.ts';
import { heldDeliveries } from '../nodes/held-deliveries.ts';

/**
 * How many deliveries a webhook is owed, held ones included, counted up to a limit. Indexes: deliveries_due, and the
 * primary key for what nodes hold.
 */
export async function webhookWaiting(
  queries: Queries,
  input: { organizationId: string; id: string; limit: number },
): Promise<number> {
  const [row] = await queries.query<{ count: number }>({
    text: `
      select count(*) as count
      from (
        (select 1 from deliveries where webhook_id = $2 and organization_id = $1 and queued_at is not null limit $3)
        union all
        ${heldDeliveries('1', 't.organization_id = $1', 'd.webhook_id = $2')}
        limit $3
      ) waiting`,
    values: [input.organizationId, input.id, input.limit],
  });
  return row?.count ?? 0;
}
