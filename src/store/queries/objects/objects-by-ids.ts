import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { type ObjectRow, objectColumns, objectFromRow } from './object-row.ts';

/** The objects with these ids, by id. Those that are not there are not in the answer. */
export async function objectsByIds(
  queries: Queries,
  input: { organizationId: string; ids: readonly string[] },
): Promise<Map<string, ObjectRecord>> {
  if (input.ids.length === 0) return new Map();
  const rows = await queries.query<ObjectRow>({
    name: 'objects-by-ids',
    text: `
      select ${objectColumns}
      from objects o
      where o.organization_id = ${unseen('$1')} and o.id = any($2::uuid[])`,
    values: [input.organizationId, input.ids],
  });
  return new Map(rows.map((row) => [row.id, objectFromRow(row)]));
}
