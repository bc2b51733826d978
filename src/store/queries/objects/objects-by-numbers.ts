import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
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
      from objects o
      where o.organization_id = $1 and o.type = any($2::text[]) and o.number = any($3::bigint[])`,
    values: [input.organizationId, input.types, input.numbers],
  });
  return new Map(rows.map(objectFromRow).map((object) => [object.number, object]));
}
