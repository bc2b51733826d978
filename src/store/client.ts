import type pg from 'pg';
import { connectionLost, isConnectionLost } from './connection-errors.ts';
import { copyIn } from './copy-in.ts';
import type { Statement, Transaction } from './database.ts';

/** One connection, and whether it may be used again. */
export interface Client {
  pg: pg.ClientBase;
  /** The server's name, for messages. */
  where: string;
  broken: boolean;
}

/** Runs one statement. */
export async function run<Row extends object>(client: Client, statement: Statement): Promise<Row[]> {
  try {
    if (statement.copyRows !== undefined) {
      await copyIn(client.pg, statement.text, statement.copyRows);
      return [];
    }
    const { rows } = await client.pg.query<Row>(statement as pg.QueryConfig);
    return rows;
  } catch (error) {
    throw noticed(client, error);
  }
}

/** Runs `work` between `begin` and `commit`, or `rollback` when it throws. */
export async function inTransaction<T>(client: Client, work: (tx: Transaction) => Promise<T>): Promise<T> {
  await run(client, { text: 'begin' });
  let result: T;
  try {
    result = await work({ query: <Row extends object>(sql: Statement) => run<Row>(client, sql) });
  } catch (error) {
    // The caller wants to know what went wrong first, not that the rollback failed too.
    if (!client.broken) await run(client, { text: 'rollback' }).catch(() => (client.broken = true));
    throw error;
  }
  const { command } = await client.pg.query('commit').catch((error: unknown) => {
    throw noticed(client, error);
  });
  // PostgreSQL answers the commit of a failed transaction with ROLLBACK and no error: when `work` swallowed
  // a failure, nothing was saved, and nobody may be told that it was.
  if (command !== 'COMMIT') throw new Error('The transaction was rolled back: a statement in it had failed.');
  return result;
}

function noticed(client: Client, error: unknown): unknown {
  if (!isConnectionLost(error)) return error;
  client.broken = true;
  return connectionLost(error, client.where);
}
