import type { Queries } from '../../database.ts';

/**
 * Finds deliveries that this node holds in the database but not in its memory, and frees those that were found so
 * the last time too. Such strays come from a commit whose answer was lost: it stands, but the node took it for
 * failed and handed nothing over. Twice, because a claim may just be on its way into memory. Uses deliveries_leased.
 */
export async function deliveriesStray(
  queries: Queries,
  input: { nodeId: string; held: ReadonlySet<string>; suspects: ReadonlySet<string> },
): Promise<{ candidates: Set<string>; freed: number }> {
  const leased = await queries.query<{ id: string }>({
    name: 'deliveries-leased',
    text: `select id from deliveries where leased_by = $1`,
    values: [input.nodeId],
  });
  const candidates = new Set(leased.map(({ id }) => id).filter((id) => !input.held.has(id)));
  const strays = [...candidates].filter((id) => input.suspects.has(id));
  if (strays.length === 0) return { candidates, freed: 0 };
  await queries.query({
    name: 'deliveries-stray-free',
    text: `update deliveries set leased_by = null where leased_by = $1 and id = any($2::uuid[])`,
    values: [input.nodeId, strays],
  });
  return { candidates, freed: strays.length };
}
