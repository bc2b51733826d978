import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * The ids of each parent's children of one type by one relation, sorted; one list for each question, in their order.
 * Exact while the parents are locked alone. Uses object_links_by_parent.
 */
export async function objectsChildrenIds(
  queries: Queries,
  organizationId: string,
  asked: readonly { parentId: string; type: string; relation: string }[],
): Promise<string[][]> {
  if (asked.length === 0) return [];
  const rows = await queries.query<{ ids: string[] }>({
    name: 'objects-children-ids',
    text: `
      select array(
        select l.child_id
        from object_links l
        where l.organization_id = ${unseen('$1')} and l.parent_id = asked.parent_id
          and l.child_type = asked.type and l.relation = asked.relation
        order by l.child_id
      ) as ids
      from unnest($2::uuid[], $3::text[], $4::text[])
        with ordinality as asked (parent_id, type, relation, position)
      order by asked.position`,
    values: [
      organizationId,
      asked.map(({ parentId }) => parentId),
      asked.map(({ type }) => type),
      asked.map(({ relation }) => relation),
    ],
  });
  return rows.map((row) => row.ids);
}
