import type { JsonObject } from '../../../base/json.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * How many children of a type each parent has by one relation: parent id → count; only those with these values in their
 * fields, where there are any. Index: object_links_by_parent, then the key of the objects.
 */
export async function objectsChildrenCounts(
  queries: Queries,
  input: {
    organizationId: string;
    parentIds: readonly string[];
    type: string;
    relation: string;
    fields: JsonObject | null;
  },
): Promise<Map<string, number>> {
  if (input.parentIds.length === 0) return new Map();
  const values: unknown[] = [input.organizationId, input.parentIds, input.type, input.relation];
  if (input.fields !== null) values.push(JSON.stringify(input.fields));
  const alike =
    input.fields === null
      ? ''
      : // Asked of each child by its key: as a join, it would be planned for the table's size as it was then.
        'and (select o.fields @> $5::jsonb from objects o where o.organization_id = l.organization_id and o.id = l.child_id)';
  const rows = await queries.query<{ parent_id: string; count: number }>({
    name: input.fields === null ? 'objects-children-counts' : 'objects-children-counts-alike',
    text: `
      select l.parent_id, count(*) as count
      from object_links l
      where l.organization_id = ${unseen('$1')} and l.parent_id = any($2::uuid[]) and l.child_type = $3 and l.relation = $4
        ${alike}
      group by l.parent_id`,
    values,
  });
  return new Map(rows.map(({ parent_id, count }) => [parent_id, count]));
}
