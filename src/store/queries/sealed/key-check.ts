import type { Queries } from '../../database.ts';
import { everySealedColumn, type SealedColumn, type SealedRow } from './sealed-columns.ts';

/** The value that every node has to be able to open; null before the first start. */
export async function keyCheckGet(queries: Queries): Promise<Buffer | null> {
  const rows = await queries.query<{ value: Buffer }>({ text: 'select value from secret_key_check' });
  return rows[0]?.value ?? null;
}

/** Puts the value there, unless another node was quicker. */
export async function keyCheckInsert(queries: Queries, value: Buffer): Promise<void> {
  await queries.query({
    text: 'insert into secret_key_check (value) values ($1) on conflict (singleton) do nothing',
    values: [value],
  });
}

/** Replaces the value, unless somebody has done so since it was read. */
export async function keyCheckReplace(queries: Queries, value: Buffer, by: Buffer): Promise<void> {
  await queries.query({
    text: 'update secret_key_check set value = $2 where value = $1',
    values: [value, by],
  });
}

/** Whether there is such a value in this schema: one that is older than this program has no place for it. */
export async function keyCheckExists(queries: Queries): Promise<boolean> {
  const [found] = await queries.query<{ present: boolean }>({
    text: `select to_regclass('secret_key_check') is not null as present`,
  });
  return found?.present ?? false;
}

/** Some sealed value of each column that holds any. */
export async function sealedSamples(
  queries: Queries,
): Promise<{ column: SealedColumn; row: SealedRow; sealed: Buffer }[]> {
  const samples = [];
  for (const column of everySealedColumn) {
    const [row] = await queries.query<SealedRow & { sealed: Buffer }>({
      text: `
        select organization_id as "organizationId", id, ${column.column} as sealed
        from ${column.table}
        where ${column.column} is not null
        limit 1`,
    });
    if (row !== undefined) samples.push({ column, row, sealed: row.sealed });
  }
  return samples;
}
