import { once } from 'node:events';
import pg from 'pg';
import { BellwireError, messageOf } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import { byIndexes } from './by-indexes.ts';
import { type Client, inTransaction, pipelined, run } from './client.ts';
import { cannotConnect } from './connection-errors.ts';
import type { Database, Statement } from './database.ts';
import { openSession } from './session.ts';
import { typeParsers } from './type-parsers.ts';

/** Where the server is. A `host` that begins with `/` is the folder of its Unix socket. */
export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string };

/** What `createDatabase` needs. */
export interface DatabaseOptions {
  connection: Connection;
  maxConnections: number;
  log: Log;
  /** How long to wait for a connection, free or new. Default: ten seconds. */
  connectTimeoutMs?: number;
}

/** A database. Nothing is connected before the first statement. */
export function createDatabase({
  connection,
  maxConnections,
  log,
  connectTimeoutMs = 10_000,
}: DatabaseOptions): Database {
  const config: pg.ClientConfig = {
    ...pipelined,
    ...connection,
    types: typeParsers,
    application_name: 'bellwire',
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
  };
  const where = describe(config);
  const pool = new pg.Pool({ ...config, max: maxConnections });
  // Without a listener, an error on an idle connection (the server restarts) would end the process.
  pool.on('error', (error) => log.warn({ reason: messageOf(error) }, 'an idle database connection was lost'));
  // The pool listens only while a client is idle; one that dies between two statements needs this one.
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    byIndexes(client);
    open.add(client);
    client.on('error', () => {});
    client.once('end', () => open.delete(client));
  });

  async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const pooled = await pool.connect().catch((error: unknown) => {
      throw cannotConnect(error, where);
    });
    const client: Client = { pg: pooled, where, broken: false };
    try {
      return await work(client);
    } finally {
      // `pool.query` would drop the connection after every error; a broken rule is no reason to.
      pooled.release(client.broken);
    }
  }

  return {
    query: <Row extends object>(statement: Statement) => withClient((client) => run<Row>(client, statement)),
    transaction: (work) => withClient((client) => inTransaction(client, work)),
    session: () => openSession(config, where),
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async close() {
      // The pool's own end does not wait for the sockets: the server would still see them for a moment.
      const ended = [...open].map((client) => once(client, 'end'));
      await pool.end();
      await Promise.all(ended);
    },
  };
}

function describe(config: pg.ClientConfig): string {
  try {
    const { host, port, database } = new pg.Client(config);
    return `${host}${host.startsWith('/') ? '' : `:${port}`}/${database}`;
  } catch (error) {
    throw new BellwireError('invalid', 'DATABASE_URL is not a PostgreSQL connection string.', [], {
      cause: error,
    });
  }
}
