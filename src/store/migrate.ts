import { BellwireError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Database, Queries, Session } from './database.ts';
import { lockKeys } from './lock-keys.ts';
import { type Migration, migrationsFolder, readMigrations } from './migrations.ts';

/** What `migrate` needs. */
export interface MigrateOptions {
  database: Database;
  log: Log;
  /** Default: the `migrations/` folder of this program. */
  folder?: string;
}

/** A migration as the database remembers it. */
export interface AppliedMigration {
  number: number;
  name: string;
}

/** Brings the schema up to what this program knows, and returns what it applied. Any number may call it at once. */
export async function migrate({
  database,
  log,
  folder = migrationsFolder,
}: MigrateOptions): Promise<Migration[]> {
  const known = await readMigrations(folder);
  const session = await database.session();
  try {
    await refuseOldServer(session);
    await takeLock(session, log);
    await session.query({ text: stayInSchema });
    await session.query({ text: createTable });
    const pending = planMigrations(known, await readApplied(session));
    for (const migration of pending) {
      await apply(session, migration);
      log.info({ migration: migration.fileName }, 'schema migrated');
    }
    return pending;
  } finally {
    // Closing the session is what releases the lock, whatever happened before.
    await session.close();
  }
}

/** What `migrate` would apply now. Changes nothing. */
export async function pendingMigrations({
  database,
  folder = migrationsFolder,
}: Pick<MigrateOptions, 'database' | 'folder'>): Promise<Migration[]> {
  const known = await readMigrations(folder);
  const [found] = await database.query<{ present: boolean }>({
    text: `select to_regclass('bellwire_migrations') is not null as present`,
  });
  return planMigrations(known, found?.present ? await readApplied(database) : []);
}

/** Which of the known migrations are still to do. Refuses a database that this program does not understand. */
export function planMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const newest = Math.max(0, ...applied.map((row) => row.number));
  if (newest > known.length) {
    throw new BellwireError(
      'conflict',
      `The database has schema ${newest}, this program knows ${known.length}: a newer Bellwire has changed it. ` +
        'Start that version or a newer one, or restore a backup from before the upgrade.',
    );
  }
  const names = new Map(applied.map((row) => [row.number, row.name]));
  for (const migration of known.slice(0, newest)) {
    const name = names.get(migration.number);
    if (name === migration.name) continue;
    const held = name === undefined ? 'lacks it, but has later ones' : `applied it as "${name}"`;
    throw new BellwireError(
      'conflict',
      `Migration ${migration.fileName} does not fit: the database ${held}. It was changed by another program ` +
        'or a build that was never released; use a fresh database, or the build that made this one.',
    );
  }
  return known.slice(newest);
}

/**
 * The schema that has the tables already, or else the one that new tables go to. The migrations make a schema named
 * `bellwire`; for a user of that name it would from then on come ahead of the one with the tables.
 */
const stayInSchema = `
  select set_config(
    'search_path',
    quote_ident(coalesce(
      (
        select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.oid = to_regclass('bellwire_migrations')
      ),
      current_schema()
    )),
    false
  )`;

const createTable = `
  create table if not exists bellwire_migrations (
    number int primary key,
    name text not null,
    applied_at timestamptz not null default now()
  )`;

async function takeLock(session: Session, log: Log): Promise<void> {
  const [row] = await session.query<{ taken: boolean }>({
    text: 'select pg_try_advisory_lock($1) as taken',
    values: [lockKeys.migrate],
  });
  if (row?.taken) return;
  log.info({}, 'another node is migrating the schema, waiting for it');
  await session.query({ text: 'select pg_advisory_lock($1)', values: [lockKeys.migrate] });
}

async function apply(session: Session, migration: Migration): Promise<void> {
  await session.transaction(async (tx) => {
    // Without values the text goes as it is, and may hold many statements.
    await tx.query({ text: migration.sql });
    await tx.query({
      text: 'insert into bellwire_migrations (number, name) values ($1, $2)',
      values: [migration.number, migration.name],
    });
  });
}

function readApplied(queries: Queries): Promise<AppliedMigration[]> {
  return queries.query({ text: 'select number, name from bellwire_migrations order by number' });
}

async function refuseOldServer(session: Session): Promise<void> {
  const [row] = await session.query<{ number: number; text: string }>({
    text: `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  });
  if (row !== undefined && row.number < 150_000) {
    throw new BellwireError(
      'unavailable',
      `Bellwire needs PostgreSQL 15 or newer; this server is ${row.text}.`,
    );
  }
}
