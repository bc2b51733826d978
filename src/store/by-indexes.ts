import type pg from 'pg';

/**
 * Has the statements of a new connection find their rows by indexes, where there are any. A plan that a connection keeps is made
 * once, and of a table that has one page PostgreSQL rightly reads all; until that table is analyzed, which never happens within
 * a transaction, the plan goes on reading all of what has become thousands of pages. Read by an index, one page costs next to nothing more.
 * The statement goes out ahead of the first one that the connection is taken for.
 */
export function byIndexes(connection: pg.ClientBase): void {
  // Where it fails the connection is lost, which the next statement says.
  connection.query('set enable_seqscan = off').catch(() => {});
}
