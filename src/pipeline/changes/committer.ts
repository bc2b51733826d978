import { createBatcher } from '../../base/batcher.ts';
import type { Clock } from '../../base/clock.ts';
import { BellwireError } from '../../base/errors.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { OwedDelivery } from '../handover.ts';
import { type CommitContext, commitWrites } from './commit.ts';
import type { Write, Written } from './write.ts';

/** Saves writes; those that come at the same time share a transaction, and with it the disk's one sync. */
export interface Committer {
  /** Settles when it is committed, and its deliveries are handed over. */
  commit(write: Write): Promise<Written>;
  /** Saves what `find` finds inside the transaction, all of it or nothing, in a transaction of its own. */
  commitFound(find: (tx: Transaction) => Promise<readonly Write[]>): Promise<Written[]>;
}

/** More than this in one transaction makes the first of them wait for too long. */
const defaultMaxBatch = 100;
/** While one batch is at the disk, the next one is being put together. */
const defaultConcurrency = 2;

/** What a committer needs, besides what a commit works with. */
interface CommitterOptions {
  database: Database;
  clock: Clock;
  /** How many writes share a transaction. */
  maxBatch?: number;
  /** How many transactions run at the same time. */
  concurrency?: number;
}

export function createCommitter(
  options: CommitterOptions & Omit<CommitContext, 'now' | 'onReserved' | 'onLeft'>,
): Committer {
  const { database, clock, handover, maxBatch = defaultMaxBatch, concurrency = defaultConcurrency } = options;

  async function commitTogether(find: (tx: Transaction) => Promise<readonly Write[]>): Promise<Written[]> {
    const held: OwedDelivery[] = [];
    let left = 0;
    let results: Written[];
    try {
      results = await database.transaction(async (tx) =>
        commitWrites(tx, await find(tx), {
          ...options,
          now: clock.now(),
          onReserved: (delivery) => held.push(delivery),
          onLeft: () => {
            left += 1;
          },
        }),
      );
    } catch (error) {
      // A commit whose answer was lost may still stand. Then its rows are strays of this node, which it finds by
      // itself; sending them from here could tell of a change that was not saved.
      handover.release(held);
      throw error;
    }
    handover.accept(held);
    if (left > 0) handover.wake();
    return results;
  }

  /** One write that breaks a rule undoes the batch; then each is tried by itself, and only that one fails. */
  async function commitBatch(writes: readonly Write[]): Promise<(() => Written)[]> {
    try {
      return (await commitTogether(async () => writes)).map((result) => () => result);
    } catch (error) {
      // After a lost connection nobody knows what was saved: trying again could save it twice.
      if (writes.length === 1 || isUnavailable(error)) return writes.map(() => thrower(error));
    }
    const results: (() => Written)[] = [];
    for (const write of writes) results.push(...(await commitBatch([write])));
    return results;
  }

  const batcher = createBatcher<Write, () => Written>({ maxItems: maxBatch, concurrency, run: commitBatch });
  return { commit: async (write) => (await batcher.add(write))(), commitFound: commitTogether };
}

/** The database's word for a connection that is lost or cannot be made. */
function isUnavailable(error: unknown): boolean {
  return error instanceof BellwireError && error.code === 'unavailable';
}

function thrower(error: unknown): () => never {
  return () => {
    throw error;
  };
}
