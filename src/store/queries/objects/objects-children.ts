import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { type ObjectRow, objectColumns, objectFromRow } from './object-row.ts';

/**
 * The children of each parent by one relation: parent id → children in the order of creation, at most `limit` for
 * each and `limitInAll` for all of them. Uses object_links_by_parent, once for each parent, so that one with many children
 * costs the others nothing; it stops reading links at the limit for all.
 */
export async function objectsChildren(
  queries: Queries,
  input: {
    organizationId: string;
    parentIds: readonly string[];
    type: string;
    relation: string;
    limit: number;
    limitInAll?: number | null;
  },
): Promise<Map<string, ObjectRecord[]>> {
  const byParent = new Map<string, ObjectRecord[]>();
  if (input.parentIds.length === 0) return byParent;
  const rows = await queries.query<ObjectRow & { parent_id: string }>({
    name: 'objects-children',
    text: `
      select child.parent_id, ${objectColumns}
      from (
        select parent.id as parent_id, link.child_id
        from unnest($2::uuid[]) as parent (id)
        cross join lateral (
          select l.child_id
          from object_links l
          where l.organization_id = ${unseen('$1')} and l.parent_id = parent.id and l.child_type = $3 and l.relation = $4
          order by l.child_id
          limit $5
        ) link
        limit $6
      ) child
      cross join lateral (
        -- The offset keeps it from becoming a join, which would be planned for the table's size as it was then.
        select * from objects where organization_id = ${unseen('$1')} and id = child.child_id offset 0
      ) o
      order by o.id`,
    values: [
      input.organizationId,
      input.parentIds,
      input.type,
      input.relation,
      input.limit,
      input.limitInAll ?? null,
    ],
  });
  for (const row of rows) {
    const children = byParent.get(row.parent_id) ?? [];
    children.push(objectFromRow(row));
    byParent.set(row.parent_id, children);
  }
  return byParent;
}
