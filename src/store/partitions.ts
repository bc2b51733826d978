import { messageOf } from '../base/errors.ts';
import { uuidAtMs } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Database } from './database.ts';
import { lockKeys } from './lock-keys.ts';

/** The tables, each with the id that says which partition a row is in. */
const keys = { events: 'id', payloads: 'event_id', deliveries: 'id', attempts: 'id' } as const;
type Partitioned = keyof typeof keys;
const partitioned = Object.keys(keys) as Partitioned[];
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
      await database.query({ text: `drop table if exists ${name}` });
      dropped.push(name);
    }
    await defaultPartitionClear(database, table, oldestKeptMs);
  }
  return dropped;
}

/** What is in a default partition has no day of its own to go with. */
async function defaultPartitionClear(
  database: Database,
  table: Partitioned,
  beforeMs: number,
): Promise<void> {
  await database.query({
    text: `delete from ${table}_default where ${keys[table]} < $1`,
    values: [uuidAtMs(Math.floor(beforeMs / dayMs) * dayMs)],
  });
}

async function oldestOwedMs(database: Database, nowMs: number): Promise<number> {
  const rows = await database.query<{ created_at: Date | null }>({
    text: `
      select min(created_at) as created_at
      from deliveries
      where due_at is not null and due_at < 'infinity'`,
  });
  return rows[0]?.created_at?.getTime() ?? nowMs;
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
