import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Database } from '../../store/database.ts';
import { wordsIndexTidy } from '../../store/queries/attempts/words-index-tidy.ts';
import type { Result } from './result.ts';

/** Keeps the index of words tidy, so that who writes does not have to. */
export interface TidyWords {
  /** Results were written. Nothing happens for those that are not searched. */
  written(results: readonly Pick<Result, 'attempt'>[]): void;
  stop(): Promise<void>;
}

const restMs = 1000;
const restAfterFailureMs = 60_000;

/**
 * Words that were written gather in a list that every search reads; here that list is emptied about once a second, as long
 * as something is written. Where this cannot be done (another user owns the index), writers do it when the list is long.
 */
export function createTidyWords({
  database,
  clock,
  log,
}: {
  database: Database;
  clock: Clock;
  log: Log;
}): TidyWords {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  let rest = restMs;
  let stopped = false;

  function plan(): void {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(() => {
      running = tidy();
    }, rest);
  }

  async function tidy(): Promise<void> {
    waiting = false;
    try {
      await wordsIndexTidy(database, clock.nowMs());
      rest = restMs;
    } catch (error) {
      rest = restAfterFailureMs;
      log.warn({ reason: messageOf(error) }, 'the index of words could not be tidied; those who write do it');
    }
    timer = undefined;
    if (waiting) plan();
  }

  return {
    written(results) {
      if (!results.some(({ attempt }) => attempt !== null && attempt.words !== null)) return;
      waiting = true;
      plan();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
