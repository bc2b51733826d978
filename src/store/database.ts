/** One SQL statement. With a `name` it is prepared once per connection and planned no more. */
export interface Statement {
  name?: string;
  text: string;
  values?: readonly unknown[];
  /** For `copy … from stdin (format binary)`: the rows (`createCopyRows`). Such a statement has no values. */
  copyRows?: Buffer;
}

/** What can answer a statement: the whole database, a transaction, or a session. */
export interface Queries {
  query<Row extends object>(statement: Statement): Promise<Row[]>;
}

/** Statements that take effect together, or not at all. */
export interface Transaction extends Queries {
  /**
   * For statements whose answers nobody needs: sends them without waiting, and answers at once, with no rows. What comes later
   * goes behind them, the commit too. Where one of them fails, the transaction fails with its error.
   */
  ahead: Queries;
}

/** One connection of its own, outside the pool: for what PostgreSQL ties to a session, such as advisory locks. */
export interface Session extends Queries {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** From now on, calls `listener` with the payload of each message that is sent to the channel (`notify`). */
  listen(channel: string, listener: (payload: string) => void): Promise<void>;
  /** Calls `listener` once when the connection goes away without `close`. */
  onLost(listener: (reason: Error) => void): void;
  close(): Promise<void>;
}

/** The database and its pool of connections. */
export interface Database extends Queries {
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  session(): Promise<Session>;
  /** Connections of the pool, and statements that wait for one. */
  connections(): { total: number; idle: number; waiting: number };
  /** Waits for what is running, then closes every pooled connection. */
  close(): Promise<void>;
}
