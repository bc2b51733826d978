import type { Queries } from '../../database.ts';

/** Forgets entries that are older than an id, the oldest first, and answers with how many. Index: the primary key. */
export async function auditEntriesForget(
  queries: Queries,
  input: { beforeId: string; limit: number },
): Promise<number> {
  const rows = await queries.query({
    text: `
      delete from audit_entries
      where id in (select id from audit_entries where id < $1 order by id limit $2)
      returning 1`,
    values: [input.beforeId, input.limit],
  });
  return rows.length;
}
