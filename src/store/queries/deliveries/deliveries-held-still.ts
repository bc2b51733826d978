import { groupBy } from '../../../base/group-by.ts';
import { uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';
import type { DayTables } from '../../day-tables.ts';

/**
 * Which of these deliveries the node still holds: others have been erased, or taken over. Each is looked up by its key; "offset 0"
 * keeps the planner from reading a table whole that has grown since it was last analyzed. Index: the primary key.
 */
export async function deliveriesHeldStill(
  queries: Queries,
  input: {
    /** One that has no lease, and so no id, holds nothing. */
    nodeId: string | null;
    deliveries: readonly { organizationId: string; id: string }[];
    days: DayTables;
  },
): Promise<Set<string>> {
  const { nodeId, deliveries, days } = input;
  const held = new Set<string>();
  for (const [table, own] of groupBy(deliveries, ({ id }) => days.tableOf('deliveries', id))) {
    const rows = await queries.query<{ id: string }>({
      text: `
        select d.id
        from unnest($2::uuid[], $3::uuid[]) as asked (organization_id, id)
        cross join lateral (
          select d.id
          from ${table} d
          where d.organization_id = asked.organization_id and d.id = asked.id and d.leased_by = $1
          offset 0
        ) d`,
      values: [nodeId, uuids(own, ({ organizationId }) => organizationId), uuids(own, ({ id }) => id)],
    });
    for (const { id } of rows) held.add(id);
  }
  return held;
}
