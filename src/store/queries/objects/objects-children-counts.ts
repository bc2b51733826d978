import type { Queries } from '../../database.ts';

/** How many children of a type each parent has by one relation: parent id → count. Index: object_links_by_parent. */
export async function objectsChildrenCounts(
  queries: Queries,
  input: { organizationId: string; parentIds: readonly string[]; type: string; relation: string },
): Promise<Map<string, number>> {
  if (input.parentIds.length === 0) return new Map();
  const rows = await queries.query<{ parent_id: string; count: number }>({
    name: 'objects-children-counts',
    text: `
      select parent_id, count(*) as count
      from object_links
      where organization_id = $1 and parent_id = any($2::uuid[]) and child_type = $3 and relation = $4
      group by parent_id`,
    values: [input.organizationId, input.parentIds, input.type, input.relation],
  });
  return new Map(rows.map(({ parent_id, count }) => [parent_id, count]));
}
