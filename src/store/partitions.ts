import { messageOf } from '../base/errors.ts';
import { msOfUuid, uuidAtMs } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Database } from './database.ts';
import { lockKeys } from './lock-keys.ts';

const partitioned = ['events', 'payloads', 'deliveries', 'attempts'] as const;
const dayMs = 24 * 60 * 60 * 1000;
const daysAhead = 3;

/**
 * Makes the partitions of today and the next days. Called at start and from time to time. A day that cannot have its
 * partition, because rows of it are in the default partition already, stays there: nothing is lost, and retention
 * removes those rows one by one.
 */
export async function partitionsAhead(database: Database, nowMs: number, log: Log): Promise<void> {
  const today = Math.floor(nowMs / dayMs) * dayMs;
  for (let day = 0; day <= daysAhead; day++) {
    for (const table of partitioned) {
      try {
        await partitionCreate(database, table, today + day * dayMs);
      } catch (error) {
        log.warn(
          { table, reason: messageOf(error) },
          'a partition could not be made; the default one serves',
        );
      }
    }
  }
}

async function partitionCreate(database: Database, table: string, fromMs: number): Promise<void> {
  const name = partitionName(table, fromMs);
  await database.transaction(async (tx) => {
    const known = await tx.query({ text: `select 1 where to_regclass($1) is not null`, values: [name] });
    if (known.length > 0) return;
    await tx.query({ text: `select pg_advisory_xact_lock($1)`, values: [lockKeys.partitions] });
    // The name and the bounds are our own; DDL takes no parameters.
    await tx.query({
      text: `
        create table if not exists ${name} partition of ${table}
        for values from ('${uuidAtMs(fromMs)}') to ('${uuidAtMs(fromMs + dayMs)}')`,
    });
  });
}

/**
 * Drops the partitions that hold nothing younger than the retention time, and answers with their names. What is still
 * going to be sent is kept, however old; what waits only because its webhook is off goes with its day.
 */
export async function partitionsDrop(
  database: Database,
  nowMs: number,
  retentionDays: number,
): Promise<string[]> {
  const oldestKeptMs = Math.min(nowMs - retentionDays * dayMs, await oldestOwedMs(database, nowMs));
  const dropped: string[] = [];
  for (const table of partitioned) {
    const rows = await database.query<{ name: string }>({
      text: `
        select c.relname as name
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass($1)`,
      values: [table],
    });
    for (const { name } of rows) {
      const fromMs = partitionStartMs(table, name);
      if (fromMs === null || fromMs + dayMs > oldestKeptMs) continue;
      if (table === 'events') await giveUpHeld(database, fromMs + dayMs, nowMs);
      await database.query({ text: `drop table if exists ${name}` });
      dropped.push(name);
    }
  }
  return dropped;
}

/** By the event: a replayed delivery is younger than what it needs. */
async function oldestOwedMs(database: Database, nowMs: number): Promise<number> {
  const rows = await database.query<{ event_id: string }>({
    text: `
      select event_id
      from deliveries
      where due_at is not null and due_at < 'infinity'
      order by event_id
      limit 1`,
  });
  return rows[0] === undefined ? nowMs : msOfUuid(rows[0].event_id);
}

/** What is held for a webhook that is off could never be sent once its event is gone. */
async function giveUpHeld(database: Database, untilMs: number, nowMs: number): Promise<void> {
  await database.query({
    text: `
      update deliveries
      set state = 'cancelled', due_at = null, last_reason = 'event-expired', finished_at = $2
      where due_at = 'infinity' and event_id < $1`,
    values: [uuidAtMs(untilMs), new Date(nowMs)],
  });
}

/** `events_20260131`. */
function partitionName(table: string, fromMs: number): string {
  return `${table}_${new Date(fromMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** The first millisecond of a partition by its name; null for the default partition. */
export function partitionStartMs(table: string, name: string): number | null {
  const match = new RegExp(`^${table}_(\\d{4})(\\d{2})(\\d{2})$`).exec(name);
  return match === null ? null : Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
}
