import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import type { ListQuery } from './filter.ts';
import { createParameters, filterSql, orderSql, type Parameters } from './filter-sql.ts';
import { type ObjectRow, objectColumns, objectFromRow } from './object-row.ts';

/**
 * One page of the objects of a type, and how many there are in all. Without filter and order it walks
 * objects_by_type, beginning at `from`; equality is served by objects_by_fields; other filters read the type's rows.
 */
export async function objectsList(
  queries: Queries,
  organizationId: string,
  query: ListQuery,
): Promise<{ objects: ObjectRecord[]; total: number }> {
  const parameters = createParameters(organizationId, query.type);
  const where = whereSql(query, parameters);
  const total = await queries.query<{ total: number }>({
    text: `select count(*) as total from objects o where ${where}`,
    values: [...parameters.values],
  });
  const order = [
    ...(query.order ?? []).map(
      ({ field, direction }) =>
        `${orderSql(field, 'o', parameters)} ${direction === 'ascending' ? 'asc' : 'desc'}`,
    ),
    'o.id',
  ];
  const rows = await queries.query<ObjectRow>({
    text: `
      select ${objectColumns}
      from objects o
      where ${where}
      order by ${order.join(', ')}
      limit ${parameters.add(query.limit)} offset ${parameters.add(query.offset)}`,
    values: parameters.values,
  });
  return { objects: rows.map(objectFromRow), total: total[0]?.total ?? 0 };
}

function whereSql(query: ListQuery, parameters: Parameters): string {
  const organizationId = query.under === undefined ? '$1' : unseen('$1');
  const conditions = [`o.organization_id = ${organizationId}`, 'o.type = $2'];
  if (query.under !== undefined) {
    // An array, so that it is gathered first: joined, all objects of the type may be gone through for a parent with few children.
    conditions.push(`o.id = any(array(
      select l.child_id
      from object_links l
      where l.organization_id = ${unseen('$1')} and l.parent_id = ${parameters.add(query.under.parentId)}::uuid
        and l.child_type = $2 and l.relation = ${parameters.add(query.under.relation)}
    ))`);
  }
  if (query.from !== undefined) {
    conditions.push(`o.id ${query.from.side === 'with' ? '>=' : '>'} ${parameters.add(query.from.id)}::uuid`);
  }
  if (query.filter !== undefined) conditions.push(filterSql(query.filter, 'o', parameters));
  return conditions.join(' and ');
}
