/**
 * Selects columns of the deliveries that nodes hold, by their tickets. `ofTickets` is a condition on `tickets t`, `ofDeliveries` one
 * on `deliveries d`.
 *
 * Each is looked up by its key. "Offset 0" keeps the planner from joining them its own way: it takes a table that has grown
 * since it was last analyzed for a small one, and would read it whole.
 */
export function heldDeliveries(columns: string, ofTickets = 'true', ofDeliveries = 'true'): string {
  return `
    select held.*
    from tickets t
    cross join lateral unnest(t.delivery_ids) as ticketed (id)
    cross join lateral (
      select ${columns}
      from deliveries d
      where d.organization_id = t.organization_id and d.id = ticketed.id and d.leased_by = t.node_id
        and ${ofDeliveries}
      offset 0
    ) held
    where ${ofTickets}`;
}
