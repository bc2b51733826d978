import type { Log } from './base/log.ts';
import type { Config } from './config.ts';
import { createDatabase } from './store/create-database.ts';
import type { Database } from './store/database.ts';
import { startEmbedded } from './store/embedded/start.ts';
import { migrate } from './store/migrate.ts';

/** The database, ready to be used. */
export interface Store {
  database: Database;
  /** True for the embedded PostgreSQL, which no second node can share. */
  alone: boolean;
  /** Rejects nothing and resolves only if the embedded server is lost. */
  lost: Promise<Error>;
  close(): Promise<void>;
}

/** Opens the server that the settings name, or starts the embedded one, and brings its schema up to date. */
export async function openStore(config: Config, log: Log): Promise<Store> {
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null;
  const connection = embedded?.connection ?? { connectionString: config.databaseUrl ?? '' };
  const database = createDatabase({ connection, maxConnections: config.databaseConnections, log });

  async function close(): Promise<void> {
    await database.close();
    await embedded?.stop();
  }
  try {
    await migrate({ database, log });
  } catch (error) {
    await close();
    throw error;
  }
  return { database, alone: embedded !== null, lost: embedded?.lost ?? new Promise(() => {}), close };
}
