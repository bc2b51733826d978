import type { Queries } from '../../database.ts';

/** How the database stands. */
export interface DatabaseFacts {
  size_bytes: number;
  server_version: string;
  migration: number;
  /** How long the oldest transaction of anybody has been open. */
  oldest_transaction_seconds: number | null;
  connections: number;
  max_connections: number;
}

/** Asks the server itself; nothing of Bellwire's rows is read but the list of migrations. */
export async function databaseFacts(queries: Queries): Promise<DatabaseFacts> {
  const [row] = await queries.query<DatabaseFacts>({
    text: `
      select
        pg_database_size(current_database())::float8 as size_bytes,
        current_setting('server_version') as server_version,
        (select max(number) from bellwire_migrations) as migration,
        (
          select extract(epoch from now() - min(xact_start))::float8
          from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
        ) as oldest_transaction_seconds,
        (select count(*) from pg_stat_activity where datname = current_database()) as connections,
        current_setting('max_connections')::integer as max_connections`,
  });
  if (row === undefined) throw new Error('The database said nothing of itself');
  return row;
}

/** A partition of the log, with the planner's estimate of its rows: counting them would take long. */
export interface PartitionFacts {
  table: string;
  name: string;
  rows: number;
  bytes: number;
}

/** Every partition of the log, from the catalog of the database. */
export function partitionFacts(queries: Queries): Promise<PartitionFacts[]> {
  return queries.query<PartitionFacts>({
    text: `
      select p.relname as table, c.relname as name, greatest(c.reltuples, 0)::float8 as rows,
        pg_total_relation_size(c.oid)::float8 as bytes
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
      join pg_class p on p.oid = i.inhparent
      where i.inhparent in (
        to_regclass('events'), to_regclass('event_objects'), to_regclass('payloads'), to_regclass('deliveries'),
        to_regclass('attempts')
      ) and c.relkind = 'r'
      order by c.relname`,
  });
}

/** What has been due for longest, with whose it is. Index: deliveries_due, whole: what waits and not what was sent. */
export async function deliveryOldestDue(
  queries: Queries,
): Promise<{ organization: string; webhook_id: string; due_at: Date } | null> {
  const [row] = await queries.query<{ organization: string; webhook_id: string; due_at: Date }>({
    text: `
      with oldest as materialized (
        select organization_id, webhook_id, queued_at
        from deliveries
        where queued_at is not null and queued_at < now()
        order by queued_at
        limit 1
      )
      select o.key as organization, oldest.webhook_id, oldest.queued_at as due_at
      from oldest
      join organizations o on o.id = oldest.organization_id`,
  });
  return row ?? null;
}
