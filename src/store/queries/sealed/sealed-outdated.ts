import type { Queries } from '../../database.ts';
import type { SealedColumn, SealedRow } from './sealed-columns.ts';

/** The next rows, in the order of the primary key, whose value does not begin with `head`. Index: the primary key. */
export async function sealedOutdated(
  queries: Queries,
  { table, column }: SealedColumn,
  input: { head: Buffer; after: SealedRow | null; limit: number },
): Promise<(SealedRow & { sealed: Buffer })[]> {
  const { head, after, limit } = input;
  return queries.query<SealedRow & { sealed: Buffer }>({
    text: `
      select organization_id as "organizationId", id, ${column} as sealed
      from ${table}
      where substring(${column} for $2) <> $1
        and ($3::uuid is null or (organization_id, id) > ($3::uuid, $4::uuid))
      order by organization_id, id
      limit $5`,
    values: [head, head.length, after?.organizationId ?? null, after?.id ?? null, limit],
  });
}
