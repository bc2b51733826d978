import type { Queries } from '../../database.ts';

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
        select d.organization_id, d.event_id
        from tickets t
        cross join lateral unnest(t.delivery_ids) as held (id)
        join deliveries d on d.organization_id = t.organization_id and d.id = held.id
        where d.leased_by = t.node_id
      ) owed
      order by organization_id, event_id`,
  });
  return new Map(rows.map((row) => [row.organization_id, row.event_id]));
}
