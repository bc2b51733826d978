import type { Queries } from '../../database.ts';

/**
 * Lets go of deliveries that this node holds but will not send now, due at once for any node. What its webhook holds
 * back or has cancelled meanwhile stays so: "least" overlooks null. Index: the primary key.
 */
export async function deliveriesFree(
  queries: Queries,
  input: { nodeId: string; now: Date; deliveries: readonly { organizationId: string; id: string }[] },
): Promise<void> {
  if (input.deliveries.length === 0) return;
  await queries.query({
    name: 'deliveries-free',
    text: `
      update deliveries d
      set leased_by = null, due_at = case when d.due_at < 'infinity' then least(d.due_at, $2) else d.due_at end
      from unnest($3::uuid[], $4::uuid[]) as held (organization_id, id)
      where d.organization_id = held.organization_id and d.id = held.id and d.leased_by = $1`,
    values: [
      input.nodeId,
      input.now,
      input.deliveries.map(({ organizationId }) => organizationId),
      input.deliveries.map(({ id }) => id),
    ],
  });
}
