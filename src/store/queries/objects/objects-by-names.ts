import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/**
 * The ids of objects by a value that is unique in the organization: value → id. Uses the primary key of
 * object_identifiers, once for each value.
 */
export async function objectIdsByUnique(
  queries: Queries,
  input: { organizationId: string; type: string; rule: string; values: readonly string[] },
): Promise<Map<string, string>> {
  if (input.values.length === 0) return new Map();
  const rows = await queries.query<{ value: string; id: string }>({
    name: 'object-ids-by-unique',
    text: `
      select value, object_id as id
      from object_identifiers
      where organization_id = ${unseen('$1')} and type = $2 and rule = $3
        and scope = '00000000-0000-0000-0000-000000000000'
        and value = any($4::text[])`,
    values: [input.organizationId, input.type, input.rule, input.values],
  });
  return new Map(rows.map(({ value, id }) => [value, id]));
}

/**
 * The ids of objects by a field that several may share: value → ids. Uses objects_by_fields, once for each value.
 */
export async function objectIdsByField(
  queries: Queries,
  input: { organizationId: string; type: string; field: string; values: readonly string[] },
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (input.values.length === 0) return found;
  const rows = await queries.query<{ value: string; id: string }>({
    name: 'object-ids-by-field',
    text: `
      select o.fields ->> $3 as value, o.id
      from unnest($4::jsonb[]) as wanted (fields)
      join objects o on o.organization_id = $1 and o.type = $2 and o.fields @> wanted.fields
      order by o.id`,
    values: [
      input.organizationId,
      input.type,
      input.field,
      input.values.map((value) => JSON.stringify({ [input.field]: value })),
    ],
  });
  for (const { value, id } of rows) found.set(value, [...(found.get(value) ?? []), id]);
  return found;
}
