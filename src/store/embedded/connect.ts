import { setTimeout as sleep } from 'node:timers/promises';
import { BellwireError } from '../../base/errors.ts';
import { silentLog } from '../../base/log.ts';
import { sqlStateOf } from '../connection-errors.ts';
import { createDatabase } from '../create-database.ts';
import type { Session } from '../database.ts';
import { databaseName } from './initdb.ts';
import { type PidFile, readPidFile } from './pid-file.ts';
import { isServerOf } from './processes.ts';

/** How to connect to the embedded server. */
export interface EmbeddedConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Opens one connection. */
export function openConnection(connection: EmbeddedConnection): Promise<Session> {
  return createDatabase({ connection, maxConnections: 1, log: silentLog }).session();
}

const silenceLimitMs = 60_000;

/**
 * The server that an earlier Bellwire left running on that data, ready for connections; undefined when there is
 * none. One that still starts, recovers or stops is waited for.
 */
export async function findRunning(dataDirectory: string, password: string): Promise<PidFile | undefined> {
  const startedMs = performance.now();
  for (;;) {
    const file = await readPidFile(dataDirectory);
    if (file === undefined) return undefined;
    // Asked before its process is looked at: in another container of the same machine it has another number.
    const answer = await ask({ ...file, user: databaseName, password, database: 'postgres' });
    if (answer === 'ready') return file;
    if (answer === 'silent') {
      if (!(await isServerOf(file.pid, dataDirectory))) return undefined;
      if (performance.now() - startedMs > silenceLimitMs) throw silent(file.pid, dataDirectory);
    }
    await sleep(50);
  }
}

/** Makes the database inside the server at the first start. */
export async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  const missing = await openConnection(connection).then(
    (session) => session.close().then(() => false),
    (error: unknown) => {
      if (stateBehind(error) !== '3D000') throw error;
      return true;
    },
  );
  if (!missing) return;
  const session = await openConnection({ ...connection, database: 'postgres' });
  try {
    await session.query({ text: `create database ${databaseName}` });
  } finally {
    await session.close();
  }
}

/** `busy` is a server that starts or stops; `silent` is nobody at all. */
async function ask(connection: EmbeddedConnection): Promise<'ready' | 'busy' | 'silent'> {
  try {
    // Only the server of this data knows the password, so whoever lets us in is that server.
    await (await openConnection(connection)).close();
    return 'ready';
  } catch (error) {
    const state = stateBehind(error);
    if (state === '57P03' || state === '53300') return 'busy';
    if (state !== undefined) throw error;
    return 'silent';
  }
}

function silent(pid: number, dataDirectory: string): BellwireError {
  return new BellwireError(
    'unavailable',
    `PostgreSQL (process ${pid}) runs on ${dataDirectory} but does not answer. Stop that process, then start again.`,
  );
}

function stateBehind(error: unknown): string | undefined {
  return error instanceof BellwireError ? sqlStateOf(error.cause) : undefined;
}
