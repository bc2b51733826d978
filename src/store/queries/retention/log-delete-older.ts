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
 * delivery that something is still owed of is left, however old: it is looked at under its lock, so that one that is being
 * sent again at this moment is not lost. So is one that was given up since `givenUpSince` because its event had to go. Locks
 * only the rows it deletes, and none that others hold. Index: the primary key.
 */
export async function logDeleteOlder(
  queries: Queries,
  input: { table: LogTable; organizationId: string; beforeId: string; givenUpSince: Date; limit: number },
): Promise<number> {
  const { table } = input;
  const key = keyOf[table];
  const isDeliveries = table === 'deliveries';
  const rows = await queries.query({
    name: `log-delete-older-${table}`,
    text: `
      with old as materialized (
        select ${key} as key
        from ${table}
        where organization_id = $1 and ${key} < $2 ${isDeliveries ? finished : ''}
        order by ${key}
        limit $3
        for update skip locked
      )
      delete from ${table}
      using old
      where ${table}.organization_id = $1 and ${table}.${key} = old.key and ${table}.${key} < $2
      returning 1`,
    values: [
      ...[input.organizationId, input.beforeId, input.limit],
      ...(isDeliveries ? [input.givenUpSince] : []),
    ],
  });
  return rows.length;
}

/** Of a delivery: nothing is owed of it, and it was not given up lately for its event. */
const finished = `
  and due_at is null and (last_reason is distinct from 'event-expired' or finished_at is null or finished_at < $4)`;
