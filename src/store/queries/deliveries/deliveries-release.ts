import type { Queries } from '../../database.ts';

/**
 * Lets go of deliveries that this node holds but will not send now, due at once for any node; `keep` names those that
 * it still sends. What its webhook holds back or has cancelled meanwhile stays so: "least" overlooks null. Uses
 * deliveries_leased.
 */
export async function deliveriesRelease(
  queries: Queries,
  input: { nodeId: string; now: Date; keep?: ReadonlySet<string> },
): Promise<void> {
  await queries.query({
    name: 'deliveries-release',
    text: `
      update deliveries
      set leased_by = null, due_at = case when due_at < 'infinity' then least(due_at, $2) else due_at end
      where leased_by = $1 and id <> all ($3::uuid[])`,
    values: [input.nodeId, input.now, [...(input.keep ?? [])]],
  });
}
