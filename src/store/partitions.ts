import { messageOf } from '../base/errors.ts';
import { uuidAtMs } from '../base/ids.ts';
import type { Log } from '../base/log.ts';
import type { Database, Queries } from './database.ts';
import { lockKeys } from './lock-keys.ts';

const partitioned = ['events', 'event_objects', 'payloads', 'deliveries', 'attempts'] as const;
type Partitioned = (typeof partitioned)[number];
/** A delivery is written a second time when it was sent: there has to be room for that on its page. */
const settings: Partial<Record<string, string>> = { deliveries: 'with (fillfactor = 50)' };
export const dayMs = 24 * 60 * 60 * 1000;
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
    // Beside its table: a schema with the name of the database's user would otherwise come first.
    await tx.query({ text: placeBeside, values: [table] });
    // The name and the bounds are our own; DDL takes no parameters.
    await tx.query({
      text: `
        create table if not exists ${name} partition of ${table}
        for values from ('${uuidAtMs(fromMs)}') to ('${uuidAtMs(fromMs + dayMs)}') ${settings[table] ?? ''}`,
    });
  });
}

const placeBeside = `
  select set_config('search_path', quote_ident(n.nspname), true)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = to_regclass($1)`;

/**
 * Drops the partitions that hold nothing from `beforeMs` or later, and answers with their names. Dropping one locks
 * its whole table for a moment: where others do not let go soon, it waits for another time rather than make all
 * that comes after it wait. Deliveries may be kept for longer than what they tell of.
 */
export async function partitionsDrop(
  database: Database,
  { beforeMs, deliveriesBeforeMs = beforeMs }: { beforeMs: number; deliveriesBeforeMs?: number },
  log: Log,
): Promise<string[]> {
  const dropped: string[] = [];
  for (const { table, name, fromMs } of await partitionsOf(database, partitioned)) {
    if (fromMs + dayMs > (table === 'deliveries' ? deliveriesBeforeMs : beforeMs)) continue;
    try {
      const isGone = await database.transaction(async (tx) => {
        await tx.query({ text: `set local lock_timeout = '2s'` });
        if (table === 'deliveries' && (await somethingWaits(tx, name))) return false;
        await tx.query({ text: `drop table if exists ${name}` });
        return true;
      });
      if (isGone) dropped.push(name);
    } catch (error) {
      log.warn({ name, reason: messageOf(error) }, 'a partition could not be dropped; trying again later');
    }
  }
  return dropped;
}

/**
 * Whether something in a partition of deliveries waits, also for a webhook that is off: that must come to an end in the log
 * first. Locks it, so that nothing is made due there until the transaction ends. Index: deliveries_queued.
 */
async function somethingWaits(tx: Queries, name: string): Promise<boolean> {
  const known = await tx.query({ text: `select 1 where to_regclass($1) is not null`, values: [name] });
  if (known.length === 0) return false;
  await tx.query({ text: `lock table ${name} in access exclusive mode` });
  return (await tx.query({ text: `select 1 from ${name} where queued_at is not null limit 1` })).length > 0;
}

/** A partition, and the first millisecond of its day. */
interface Partition {
  table: Partitioned;
  name: string;
  fromMs: number;
}

/** The partitions of some tables, in the order of these, without the default ones. */
export async function partitionsOf(queries: Queries, tables: readonly Partitioned[]): Promise<Partition[]> {
  const rows = await queries.query<{ table: Partitioned; name: string }>({
    text: `
      select parent.name as table, c.relname as name
      from unnest($1::text[]) with ordinality as parent (name, place)
      join pg_inherits i on i.inhparent = to_regclass(parent.name)
      join pg_class c on c.oid = i.inhrelid
      order by parent.place`,
    values: [tables],
  });
  return rows.flatMap(({ table, name }) => {
    const fromMs = partitionStartMs(table, name);
    return fromMs === null ? [] : [{ table, name, fromMs }];
  });
}

/** `events_20260131`. */
export function partitionName(table: string, fromMs: number): string {
  return `${table}_${new Date(fromMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** The first millisecond of a partition by its name; null for the default partition. */
export function partitionStartMs(table: string, name: string): number | null {
  const match = new RegExp(`^${table}_(\\d{4})(\\d{2})(\\d{2})$`).exec(name);
  return match === null ? null : Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
}
