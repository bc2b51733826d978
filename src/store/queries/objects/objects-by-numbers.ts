import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { type ObjectRow, objectColumns, objectFromRow } from './object-row.ts';

/** The objects of these types with these whole numbers, by number. Those that are not there are not in the answer. Uses objects_by_number. */
export async function objectsByNumbers(
  queries: Queries,
  input: { organizationId: string; types: readonly string[]; numbers: readonly number[] },
): Promise<Map<number, ObjectRecord>> {
  if (input.numbers.length === 0) return new Map();
  const rows = await queries.query<ObjectRow>({
    name: 'objects-by-numbers',
    text: `
      select ${objectColumns}
      from unnest($2::text[]) as wanted_type (name)
      cross join unnest($3::bigint[]) as wanted_number (number)
      cross join lateral (
        -- The offset keeps it from becoming a join, which would be planned for the table's size as it was then.
        select *
        from objects
        where organization_id = ${unseen('$1')} and type = wanted_type.name and number = wanted_number.number
        offset 0
      ) o`,
    values: [input.organizationId, input.types, input.numbers],
  });
  return new Map(rows.map(objectFromRow).map((object) => [object.number, object]));
}
