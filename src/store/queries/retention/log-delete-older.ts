import type { Queries } from '../../database.ts';

/** The tables of the log. */
export type LogTable = 'deliveries' | 'attempts' | 'payloads' | 'event_objects' | 'events';

/** What a table is partitioned by: an id that begins with its time. */
const keyOf: Record<LogTable, string> = {
  deliveries: 'id',
  attempts: 'id',
  payloads: 'event_id',
  event_objects: 'event_id',
  events: 'id',
};

/**
 * Deletes some rows of one organization that are older than an id, the oldest first, and answers with how many. A
 * delivery that is going to be sent is left, however old: it is looked at under its lock, so that one that is being
 * sent again at this moment is not lost. Locks only the rows it deletes, and none that others hold. Index: the
 * primary key.
 */
export async function logDeleteOlder(
  queries: Queries,
  input: { table: LogTable; organizationId: string; beforeId: string; limit: number },
): Promise<number> {
  const { table } = input;
  const key = keyOf[table];
  const finished = table === 'deliveries' ? `and (due_at is null or due_at = 'infinity')` : '';
  const rows = await queries.query({
    name: `log-delete-older-${table}`,
    text: `
      with old as materialized (
        select ${key} as key
        from ${table}
        where organization_id = $1 and ${key} < $2 ${finished}
        order by ${key}
        limit $3
        for update skip locked
      )
      delete from ${table}
      using old
      where ${table}.organization_id = $1 and ${table}.${key} = old.key and ${table}.${key} < $2
      returning 1`,
    values: [input.organizationId, input.beforeId, input.limit],
  });
  return rows.length;
}
