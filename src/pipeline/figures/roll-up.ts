import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createLoop } from '../../base/loop.ts';
import type { Database } from '../../store/database.ts';
import { figuresFold } from '../../store/queries/figures/figures-fold.ts';

/** Adds what batches have counted to the figures, in the background. Every node has one; one at a time is at it. */
export interface RollUp {
  start(): void;
  /** Adds all that is there now. */
  fold(): Promise<void>;
  stop(): Promise<void>;
}

/** Readers add up what is not moved yet themselves, so this only keeps that short. */
const everyMs = 5_000;
const deltasAtOnce = 5_000;

export function createRollUp({ database, log }: { database: Database; log: Log }): RollUp {
  async function fold(): Promise<void> {
    for (let folded: number | null = deltasAtOnce; folded === deltasAtOnce && !loop.stopping(); ) {
      folded = await database.transaction((tx) => figuresFold(tx, deltasAtOnce));
    }
  }

  const loop = createLoop({
    firstAfterMs: everyMs,
    async work() {
      await fold();
      return everyMs;
    },
    onFailure(error) {
      log.warn({ reason: messageOf(error) }, 'figures could not be added up; trying again');
      return everyMs;
    },
  });
  return { start: loop.start, fold, stop: loop.stop };
}
