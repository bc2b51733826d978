import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import type { Filter } from './filter.ts';
import { createParameters, filterSql, orderSql } from './filter-sql.ts';
import { type ObjectRow, objectColumns, objectFromRow } from './object-row.ts';

/** Which page of the objects of a type, by key. */
export interface ObjectsPageQuery {
  organizationId: string;
  type: string;
  filter?: Filter;
  under?: { relation: string; parentId: string };
  /** Null: in the order of creation, whose key is the id alone. */
  sort: string | null;
  descending: boolean;
  /** The page next to this place: after it in the order, or before it. */
  from: { key: string | null; id: string; side: 'after' | 'before' } | null;
  limit: number;
}

/** An object with its place in the order: the JSON of what it is ordered by, null for its creation. */
export interface PlacedObject {
  object: ObjectRecord;
  key: string | null;
}

/**
 * A page, in rising distance from where it begins, with one row more than asked for. In the order of creation it walks
 * objects_by_type; equality is served by objects_by_fields; other orders and filters read the type's rows.
 */
export async function objectsPage(queries: Queries, query: ObjectsPageQuery): Promise<PlacedObject[]> {
  const parameters = createParameters(query.organizationId, query.type);
  const key =
    query.sort === null
      ? null
      : `coalesce(to_jsonb(${orderSql(query.sort, 'o', parameters)}), 'null'::jsonb)`;
  const organizationId = query.under === undefined ? '$1' : unseen('$1');
  const conditions = [`o.organization_id = ${organizationId}`, 'o.type = $2'];
  if (query.under !== undefined) {
    conditions.push(`exists (
      select 1 from object_links l
      where l.organization_id = ${unseen('$1')} and l.child_id = o.id and l.relation = ${parameters.add(query.under.relation)}
        and l.parent_id = ${parameters.add(query.under.parentId)}::uuid
    )`);
  }
  if (query.filter !== undefined) conditions.push(filterSql(query.filter, 'o', parameters));
  const backwards = query.from?.side === 'before';
  const falling = query.descending !== backwards;
  if (query.from !== null) {
    const operator = falling ? '<' : '>';
    const id = `${parameters.add(query.from.id)}::uuid`;
    conditions.push(
      key === null
        ? `o.id ${operator} ${id}`
        : `(${key}, o.id) ${operator} (${parameters.add(query.from.key)}::jsonb, ${id})`,
    );
  }
  const direction = falling ? 'desc' : 'asc';
  const order = [...(key === null ? [] : [key]), 'o.id'].map((each) => `${each} ${direction}`).join(', ');
  const rows = await queries.query<ObjectRow & { key: string | null }>({
    text: `
      select ${objectColumns}, ${key === null ? 'null' : `(${key})::text`} as key
      from objects o
      where ${conditions.join(' and ')}
      order by ${order}
      limit ${parameters.add(query.limit + 1)}`,
    values: parameters.values,
  });
  return rows.map((row) => ({ object: objectFromRow(row), key: row.key }));
}
