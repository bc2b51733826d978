import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** How many children of each type hang on an object, by relation. Index: object_links_by_parent. */
export function childrenCount(
  queries: Queries,
  input: { organizationId: string; parentId: string },
): Promise<{ type: string; relation: string; count: number }[]> {
  return queries.query({
    name: 'children-count',
    text: `
      select child_type as type, relation, count(*) as count
      from object_links
      where organization_id = ${unseen('$1')} and parent_id = $2
      group by 1, 2
      order by 1, 2`,
    values: [input.organizationId, input.parentId],
  });
}
