import type { Queries } from '../../database.ts';
import type { SealedColumn, SealedRow } from './sealed-columns.ts';

/** A value, and the same one sealed anew. */
export interface Resealed extends SealedRow {
  sealed: Buffer;
  resealed: Buffer;
}

/**
 * Puts the new values in the place of the old ones, and answers with how many. A value that is no longer the old one
 * was saved in between, and stays as it was saved. Index: the primary key, once for each row.
 */
export async function sealedReplace(
  queries: Queries,
  { table, column }: SealedColumn,
  values: readonly Resealed[],
): Promise<number> {
  const rows = await queries.query<{ id: string }>({
    text: `
      update ${table}
      set ${column} = fresh.resealed
      from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[]) as fresh (organization_id, id, sealed, resealed)
      where ${table}.organization_id = fresh.organization_id
        and ${table}.id = fresh.id
        and ${table}.${column} = fresh.sealed
      returning ${table}.id`,
    values: [
      values.map(({ organizationId }) => organizationId),
      values.map(({ id }) => id),
      values.map(({ sealed }) => sealed),
      values.map(({ resealed }) => resealed),
    ],
  });
  return rows.length;
}
