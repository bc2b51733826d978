import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { findUnstorable } from '../../../catalogue/storable.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { type ObjectRow, objectColumns, objectFromRow } from './object-row.ts';

/** The object of a type with that whole number, or null. Uses objects_by_number. */
export async function objectFindByNumber(
  queries: Queries,
  input: { organizationId: string; type: string; number: number },
): Promise<ObjectRecord | null> {
  const rows = await queries.query<ObjectRow>({
    name: 'object-find-by-number',
    text: `
      select ${objectColumns}
      from objects o
      where o.organization_id = ${unseen('$1')} and o.type = $2 and o.number = $3`,
    values: [input.organizationId, input.type, input.number],
  });
  return rows[0] === undefined ? null : objectFromRow(rows[0]);
}

/** The first object of a type for which a field has this value, or null. Uses objects_by_fields. */
export async function objectFindByField(
  queries: Queries,
  input: { organizationId: string; type: string; field: string; value: string | number },
): Promise<ObjectRecord | null> {
  // No object can hold it, and the database would not even take the question.
  if (findUnstorable([input.field, input.value]).length > 0) return null;
  const rows = await queries.query<ObjectRow>({
    name: 'object-find-by-field',
    text: `
      select ${objectColumns}
      from objects o
      where o.organization_id = $1 and o.type = $2 and o.fields @> $3::jsonb
      order by o.id
      limit 1`,
    values: [input.organizationId, input.type, JSON.stringify({ [input.field]: input.value })],
  });
  return rows[0] === undefined ? null : objectFromRow(rows[0]);
}
