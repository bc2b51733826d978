import { setTimeout as sleep } from 'node:timers/promises';
import { createBatcher } from '../../base/batcher.ts';
import { messageOf } from '../../base/errors.ts';
import { groupBy } from '../../base/group-by.ts';
import type { Log } from '../../base/log.ts';
import type { Database, Queries } from '../../store/database.ts';
import { type DayTables, wholeTables } from '../../store/day-tables.ts';
import { attemptKnown, attemptsInsert } from '../../store/queries/attempts/attempts-insert.ts';
import { deliveriesSettle } from '../../store/queries/deliveries/deliveries-settle.ts';
import { figureDeltasInsert } from '../../store/queries/figures/figure-deltas-insert.ts';
import { ticketsDelete } from '../../store/queries/nodes/tickets.ts';
import { tallyOf } from '../figures/tally.ts';
import type { Result } from './result.ts';
import type { Tickets } from './tickets.ts';

/** Writes results in batches. */
export interface Results {
  /**
   * Settles when the result is in the database, and rejects where it was given up. Tries until then: the delivery is still owed. `urgent`: others
   * wait for it. Of what is ordered none is written ahead of one that was handed over before it: if the node dies, what is
   * sent again begins with the first that is not written and goes on from there, so that nobody ends with an earlier step than
   * he has seen.
   */
  write(result: Result, urgent?: boolean): Promise<void>;
  drain(): Promise<void>;
  /** Stops trying: what is not written yet is refused, and sent again by whoever takes this node's deliveries over. */
  giveUp(): void;
}

const maxBatch = 500;
/**
 * A transaction costs as much as a hundred results in it do, and nobody waits for one. What a node that dies has not written is
 * sent again, so this is also for how much longer that may happen.
 */
const gatherMs = 20;
const firstWaitMs = 100;
const maxWaitMs = 5000;

export function createResults({
  database,
  log,
  tickets,
  days = wholeTables,
  onWritten = () => {},
}: {
  database: Database;
  log: Log;
  days?: DayTables;
  /** Told of each batch once it is in the database. */
  onWritten?(results: readonly Result[]): void;
  tickets: Pick<Tickets, 'takeDone' | 'putBack' | 'deleted'>;
}): Results {
  const ended = new AbortController();

  /** `again`: the answer to an earlier commit may have been lost. Then all of it stands already, or nothing does. */
  async function writeOnce(results: readonly Result[], again: boolean): Promise<void> {
    const done = tickets.takeDone();
    try {
      await database.transaction(async (tx) => {
        if (!again || !(await stands(tx, results))) await writeAll(tx.ahead, results, days);
        await ticketsDelete(tx.ahead, done);
      });
    } catch (error) {
      days.forget();
      tickets.putBack(done);
      throw error;
    }
    tickets.deleted(done);
  }

  async function run(results: readonly Result[]): Promise<undefined[]> {
    for (let waitMs = firstWaitMs; !ended.signal.aborted; waitMs = Math.min(waitMs * 2, maxWaitMs)) {
      try {
        await writeOnce(results, waitMs > firstWaitMs);
        onWritten(results);
        return results.map(() => undefined);
      } catch (error) {
        log.error(
          { results: results.length, reason: messageOf(error) },
          'results could not be written; trying again',
        );
        await sleep(waitMs, undefined, { signal: ended.signal }).catch(() => {});
      }
    }
    throw new Error('This node stops; what it could not write is sent again.');
  }

  const batcher = createBatcher<Result, void>({ maxItems: maxBatch, concurrency: 2, gatherMs, run });
  // One batch after the other keeps them in the order in which they came.
  const inOrder = createBatcher<Result, void>({ maxItems: maxBatch, concurrency: 1, gatherMs, run });
  return {
    write: (result, urgent) => (result.ordered ? inOrder : batcher).add(result, urgent),
    async drain() {
      await Promise.all([batcher.drain(), inOrder.drain()]);
    },
    giveUp: () => ended.abort(),
  };
}

async function writeAll(queries: Queries, results: readonly Result[], days: DayTables): Promise<void> {
  await attemptsInsert(
    queries,
    results.flatMap(({ attempt }) => attempt ?? []),
  );
  await figureDeltasInsert(queries, tallyOf(results));
  for (const [nodeId, own] of groupBy(results, (result) => result.nodeId)) {
    await deliveriesSettle(
      queries,
      nodeId,
      own.map(({ settled }) => settled),
      days,
    );
  }
}

/** Whether a batch was written already. One without any attempt is written again, which changes nothing. */
async function stands(tx: Queries, results: readonly Result[]): Promise<boolean> {
  const attempt = results.find((result) => result.attempt !== null)?.attempt;
  return attempt != null && attemptKnown(tx, attempt);
}
