import { sqlStateOf } from './connection-errors.ts';
import type { Database, Transaction } from './database.ts';

/** PostgreSQL's code for transactions that wait for each other in a circle. It breaks one of them off. */
const deadlock = '40P01';
const maxTries = 4;

/**
 * Runs a transaction, and runs it again where PostgreSQL broke it off because of a deadlock: nothing of it was done, and the one
 * that it was in the way of has gone on. For what changes many rows that others are changing too, such as all that waits
 * for a webhook.
 */
export async function pastDeadlocks<T>(
  database: Pick<Database, 'transaction'>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (tries === maxTries || sqlStateOf(error) !== deadlock) throw error;
    }
  }
}
