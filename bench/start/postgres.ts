import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { silentLog } from '../../src/base/log.ts';
import { type EmbeddedConnection, findRunning } from '../../src/store/embedded/connect.ts';
import { files } from '../../src/store/embedded/data-dir.ts';
import { databaseName } from '../../src/store/embedded/initdb.ts';
import { findPlace } from '../../src/store/embedded/place.ts';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { closing } from './cleanup.ts';

/** A PostgreSQL of the benchmark's own. */
export interface Server {
  connection: EmbeddedConnection;
  stop(): Promise<void>;
}

/** A folder for the data of one run, removed after it. */
export async function dataFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'bellwire-bench-'));
  // Started by root, PostgreSQL runs as another user, who has to get at its data in here.
  await chmod(path, 0o711);
  return { path, remove: closing(() => removeData(path)) };
}

/** The data may lie elsewhere: where the folder itself is out of reach for the server's user. */
async function removeData(path: string): Promise<void> {
  const elsewhere = await readFile(files(path).location, 'utf8').catch(() => null);
  if (elsewhere !== null) await rm(elsewhere.trim(), { recursive: true, force: true });
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * A server with fsync on, with the same binaries and settings that the embedded store uses. New, and removed at the end,
 * unless its data is to be kept in a folder.
 */
export async function startServer(keptIn?: string): Promise<Server> {
  const folder = keptIn === undefined ? await dataFolder() : { path: keptIn, remove: async () => {} };
  const embedded = await startEmbedded({ dataDir: folder.path, log: silentLog });
  return {
    connection: embedded.connection,
    stop: closing(async () => {
      await embedded.stop();
      await folder.remove();
    }),
  };
}

/** How to look into the server that a Bellwire started in its data folder. */
export async function connectionInto(dataDir: string): Promise<pg.ClientConfig> {
  const { dataDirectory, password } = await findPlace(dataDir);
  const running = await findRunning(dataDirectory, password);
  if (running === undefined) throw new Error(`No server runs on ${dataDirectory}`);
  return { host: running.host, port: running.port, user: databaseName, password, database: databaseName };
}

/** What to set DATABASE_URL to. A Unix socket goes in as an encoded host name. */
export function urlOf({ user, password, host, port, database }: EmbeddedConnection): string {
  const [name, secret, server] = [user, password, host].map(encodeURIComponent);
  return `postgres://${name}:${secret}@${server}:${port}/${database}`;
}
