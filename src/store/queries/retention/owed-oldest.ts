import type { Queries } from '../../database.ts';
import { heldDeliveries } from '../nodes/held-deliveries.ts';

/**
 * The oldest event that each organization still owes to somebody, by organization. What waits only because its
 * webhook is off is not among them: nobody knows whether it will ever be sent. Uses deliveries_due and the tickets,
 * so it reads what is owed and not what was sent.
 */
export async function owedOldest(queries: Queries): Promise<Map<string, string>> {
  const rows = await queries.query<{ organization_id: string; event_id: string }>({
    text: `
      select distinct on (organization_id) organization_id, event_id
      from (
        select organization_id, event_id
        from deliveries
        where queued_at is not null and queued_at < 'infinity'
        union all
        ${heldDeliveries('d.organization_id, d.event_id')}
      ) owed
      order by organization_id, event_id`,
  });
  return new Map(rows.map((row) => [row.organization_id, row.event_id]));
}
