import pg from 'pg';
import { byIndexes } from './by-indexes.ts';
import { inTransaction, run } from './client.ts';
import { cannotConnect } from './connection-errors.ts';
import type { Session, Statement } from './database.ts';

/** Opens one connection of its own. */
export async function openSession(config: pg.ClientConfig, where: string): Promise<Session> {
  const connection = new pg.Client(config);
  const client = { pg: connection, where, broken: false };
  const listeners: ((reason: Error) => void)[] = [];
  let closed = false;
  let lost: Error | undefined;

  function lose(reason: Error): void {
    if (closed || lost !== undefined) return;
    lost = reason;
    for (const listener of listeners) listener(reason);
  }
  connection.on('error', lose);
  connection.on('end', () => lose(new Error('Connection terminated')));

  await connection.connect().catch((error: unknown) => {
    closed = true;
    throw cannotConnect(error, where);
  });

  byIndexes(connection);
  return {
    query: <Row extends object>(statement: Statement) => run<Row>(client, statement),
    transaction: (work) => inTransaction(client, work),
    async listen(channel, listener) {
      connection.on('notification', (message) => {
        if (message.channel === channel) listener(message.payload ?? '');
      });
      await run(client, { text: `listen ${pg.escapeIdentifier(channel)}` });
    },
    onLost(listener) {
      if (lost !== undefined) listener(lost);
      else listeners.push(listener);
    },
    async close() {
      closed = true;
      await connection.end();
    },
  };
}
