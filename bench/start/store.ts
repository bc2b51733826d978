import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createClosers } from '../../src/base/closers.ts';
import { connectionInto, dataFolder, startServer, urlOf } from './postgres.ts';

/** Which of Bellwire's two ways to a PostgreSQL: the one that it starts, or the one that DATABASE_URL names. */
export type StoreKind = 'embedded' | 'url';

/** Where a Bellwire of the benchmark keeps its data. */
export interface BenchStore {
  /** Environment variables that a Bellwire is started with. */
  settings: Record<string, string>;
  /** How to look into the database, once Bellwire runs. */
  connection(): Promise<pg.ClientConfig>;
  remove(): Promise<void>;
}

/**
 * An empty store. For `url` it is a database on the server that BENCH_DATABASE_URL names, and otherwise on one that
 * is started for it.
 */
export async function makeStore(kind: StoreKind): Promise<BenchStore> {
  const closers = createClosers();
  const folder = await dataFolder();
  closers.add(() => folder.remove());
  const common = { BELLWIRE_DATA_DIR: folder.path };
  if (kind === 'embedded') {
    return {
      settings: common,
      connection: () => connectionInto(folder.path),
      remove: () => closers.closeAll(),
    };
  }
  const given = process.env.BENCH_DATABASE_URL;
  let url: string;
  if (given !== undefined && given !== '') {
    const database = await createDatabase(given);
    closers.add(() => database.drop());
    url = database.url;
  } else {
    const server = await startServer();
    closers.add(() => server.stop());
    url = urlOf(server.connection);
  }
  return {
    settings: { ...common, DATABASE_URL: url },
    connection: async () => ({ connectionString: url }),
    remove: () => closers.closeAll(),
  };
}

/** A database of its own on somebody's server, dropped afterwards. */
async function createDatabase(adminUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `bellwire_bench_${randomBytes(6).toString('hex')}`;
  const asAdmin = async (sql: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await asAdmin(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`drop database if exists ${name} with (force)`) };
}
