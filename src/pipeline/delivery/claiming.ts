import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createWakeUp } from '../../base/wake-up.ts';
import type { Database } from '../../store/database.ts';
import {
  type ClaimedDelivery,
  deliveriesClaim,
  deliveriesNextDue,
} from '../../store/queries/deliveries/deliveries-claim.ts';

/** Fetches what is due and held by nobody: retries, what did not fit into memory, what dead nodes left. */
export interface Claiming {
  start(): void;
  /** Something is due now. */
  wake(): void;
  stop(): Promise<void>;
}

const batch = 200;
/** Other nodes may leave something due without this one being told. */
const lookAgainMs = 1000;
const afterErrorMs = 1000;

export function createClaiming(input: {
  database: Database;
  clock: Clock;
  log: Log;
  nodeId(): string | null;
  /** How many more deliveries memory has room for. */
  room(): number;
  accept(claimed: readonly ClaimedDelivery[]): Promise<void>;
}): Claiming {
  const { database, clock, log } = input;
  const wakeUp = createWakeUp();
  let stopping = false;
  let loop: Promise<void> = Promise.resolve();

  /** Claims once, and answers with how long there is nothing to do. */
  async function claimOnce(): Promise<number> {
    const nodeId = input.nodeId();
    const limit = Math.min(batch, input.room());
    if (nodeId === null || limit <= 0) return lookAgainMs;
    const claimed = await deliveriesClaim(database, { nodeId, now: clock.now(), limit });
    if (claimed.length > 0) await input.accept(claimed);
    if (claimed.length === limit) return 0;
    const nextDue = await deliveriesNextDue(database);
    return nextDue === null
      ? lookAgainMs
      : Math.min(lookAgainMs, Math.max(0, nextDue.getTime() - clock.nowMs()));
  }

  async function run(): Promise<void> {
    while (!stopping) {
      let restMs = afterErrorMs;
      try {
        restMs = await claimOnce();
      } catch (error) {
        log.error({ reason: messageOf(error) }, 'deliveries could not be claimed; trying again');
      }
      // At least a breath, so that a due delivery which cannot be claimed does not make this spin.
      if (!stopping) await wakeUp.sleep(Math.max(restMs, 5));
    }
  }

  return {
    start() {
      loop = run();
    },
    wake: () => wakeUp.wake(),
    async stop() {
      stopping = true;
      wakeUp.wake();
      await loop;
    },
  };
}
