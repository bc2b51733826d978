import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';

/** The columns of an object, its links gathered into one. Needs the table's alias to be `o`. */
export const objectColumns = `
  o.organization_id, o.id, o.type, o.number, o.version, o.fields, o.created_at, o.updated_at,
  (
    select jsonb_object_agg(by_relation.relation, by_relation.parent_ids)
    from (
      select l.relation, jsonb_agg(l.parent_id order by l.parent_id) as parent_ids
      from object_links l
      where l.organization_id = o.organization_id and l.child_id = o.id
      group by l.relation
    ) by_relation
  ) as links`;

export interface ObjectRow {
  organization_id: string;
  id: string;
  type: string;
  number: number;
  version: number;
  fields: JsonObject;
  created_at: Date;
  updated_at: Date;
  links: Record<string, string[]> | null;
}

export function objectFromRow(row: ObjectRow): ObjectRecord {
  return {
    organizationId: row.organization_id,
    id: row.id,
    type: row.type,
    number: row.number,
    version: row.version,
    fields: row.fields,
    links: row.links ?? {},
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
