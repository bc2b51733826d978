import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createWakeUp } from '../../base/wake-up.ts';
import type { Database } from '../../store/database.ts';
import { partitionsAhead, partitionsDrop } from '../../store/partitions.ts';
import { idempotencyForget } from '../../store/queries/events/idempotency.ts';

/** Looks after the partitions of the log: makes those to come, drops those that are too old. */
export interface Retention {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const everyMs = 60 * 60 * 1000;

export function createRetention(input: {
  database: Database;
  clock: Clock;
  log: Log;
  retentionDays: number;
}): Retention {
  const { database, clock, log } = input;
  const wakeUp = createWakeUp();
  let stopping = false;
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopping) {
      await wakeUp.sleep(everyMs);
      if (stopping) return;
      try {
        await partitionsAhead(database, clock.nowMs(), log);
        await idempotencyForget(database, clock.now());
        const dropped = await partitionsDrop(database, clock.nowMs(), input.retentionDays);
        if (dropped.length > 0) log.info({ dropped }, 'retention dropped partitions');
      } catch (error) {
        log.error(
          { reason: messageOf(error) },
          'the partitions could not be looked after; trying again in an hour',
        );
      }
    }
  }

  return {
    async start() {
      await partitionsAhead(database, clock.nowMs(), log);
      loop = run();
    },
    async stop() {
      stopping = true;
      wakeUp.wake();
      await loop;
    },
  };
}
