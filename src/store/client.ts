import type pg from 'pg';
import { connectionLost, isConnectionLost, sqlStateOf } from './connection-errors.ts';
import { copyIn } from './copy-in.ts';
import type { Statement, Transaction } from './database.ts';

/** One connection, and whether it may be used again. */
export interface Client {
  pg: pg.ClientBase;
  /** The server's name, for messages. */
  where: string;
  broken: boolean;
}

/** How connections are opened: statements go out one behind the other, whether the ones before are answered or not. */
export const pipelined: pg.ClientConfig = { pipeline: true } as pg.ClientConfig;

/** Runs one statement. */
export async function run<Row extends object>(client: Client, statement: Statement): Promise<Row[]> {
  return (await ask<Row>(client, statement)).rows;
}

async function ask<Row extends object>(
  client: Client,
  statement: Statement,
): Promise<Pick<pg.QueryResult<Row>, 'rows' | 'command'>> {
  gather(client);
  try {
    if (statement.copyRows === undefined) return await client.pg.query<Row>(statement as pg.QueryConfig);
    await copyIn(client.pg, statement.text, statement.copyRows);
    return { rows: [], command: 'COPY' };
  } catch (error) {
    throw noticed(client, error);
  }
}

/** What `pg` has, and its types do not. */
type WithStream = pg.ClientBase & { connection: { stream: { cork(): void; uncork(): void } } };

/** Lets all that is sent from now until the process turns to something else go out as one. */
function gather({ pg }: Client): void {
  const { stream } = (pg as WithStream).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The state of a statement that came after one that failed, in the same transaction. */
const afterFailure = '25P02';

/** Runs `work` between `begin` and `commit`, or `rollback` when it throws. */
export async function inTransaction<T>(client: Client, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const sent: Promise<void>[] = [];
  /** What went wrong first with what was sent ahead; those behind it only say that something has. */
  let failure: { error: unknown } | undefined;
  function send(statement: Statement): void {
    const answered = run(client, statement).then(
      () => {},
      (error: unknown) => {
        if (sqlStateOf(error) !== afterFailure) failure ??= { error };
      },
    );
    sent.push(answered);
  }
  const tx: Transaction = {
    query: <Row extends object>(statement: Statement) => run<Row>(client, statement),
    ahead: {
      async query(statement) {
        send(statement);
        return [];
      },
    },
  };

  send({ text: 'begin' });
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    await Promise.all(sent);
    // The caller wants to know what went wrong first, not that the rollback failed too.
    if (!client.broken) await run(client, { text: 'rollback' }).catch(() => (client.broken = true));
    throw failure === undefined ? error : failure.error;
  }
  const committed = ask(client, { text: 'commit' }).catch((error: unknown) => {
    failure ??= { error };
    return null;
  });
  await Promise.all(sent);
  const answer = await committed;
  if (failure !== undefined) throw failure.error;
  // PostgreSQL answers the commit of a failed transaction with ROLLBACK and no error: when `work` swallowed
  // a failure, nothing was saved, and nobody may be told that it was.
  if (answer?.command !== 'COMMIT')
    throw new Error('The transaction was rolled back: a statement in it had failed.');
  return result;
}

function noticed(client: Client, error: unknown): unknown {
  if (!isConnectionLost(error)) return error;
  client.broken = true;
  return connectionLost(error, client.where);
}
