import type { Queries } from '../../database.ts';
import type { SealedColumn } from './sealed-columns.ts';

/** How many values a column holds, and how many of them do not begin with `head`. Reads the whole table. */
export async function sealedCount(
  queries: Queries,
  { table, column }: SealedColumn,
  head: Buffer,
): Promise<{ all: number; outdated: number }> {
  const [row] = await queries.query<{ all: number; outdated: number }>({
    text: `
      select
        count(${column})::integer as "all",
        (count(*) filter (where substring(${column} for $2) <> $1))::integer as outdated
      from ${table}`,
    values: [head, head.length],
  });
  return row ?? { all: 0, outdated: 0 };
}
