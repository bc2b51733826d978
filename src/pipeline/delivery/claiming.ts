import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createWakeUp } from '../../base/wake-up.ts';
import type { Database } from '../../store/database.ts';
import {
  type ClaimedDelivery,
  deliveriesClaim,
  deliveriesWaiting,
} from '../../store/queries/deliveries/deliveries-claim.ts';

/** Fetches what is due and held by nobody: retries, what did not fit into memory, what dead nodes left. */
export interface Claiming {
  start(): void;
  /** Something is due now. */
  wake(): void;
  stop(): Promise<void>;
}

/** For one webhook at a time; all together, no more than `maxBatch`. */
const batchPerWebhook = 200;
const maxBatch = 1000;
/** Other nodes may leave something due without this one being told. */
const lookAgainMs = 1000;
const afterErrorMs = 1000;

export function createClaiming(input: {
  database: Database;
  clock: Clock;
  log: Log;
  nodeId(): string | null;
  /** How many more deliveries memory has room for, for this webhook. */
  room(webhookId: string): number;
  accept(claimed: readonly ClaimedDelivery[]): Promise<void>;
}): Claiming {
  const { database, clock, log } = input;
  const wakeUp = createWakeUp();
  let stopping = false;
  let loop: Promise<void> = Promise.resolve();

  /** Claims once, and answers with how long there is nothing to do. */
  async function claimOnce(): Promise<number> {
    const nodeId = input.nodeId();
    if (nodeId === null) return lookAgainMs;
    const waiting = await deliveriesWaiting(database);
    const nowMs = clock.nowMs();
    const rooms = roomsFor(waiting.filter(({ dueAt }) => dueAt.getTime() <= nowMs));
    if (rooms.size > 0) {
      const claimed = await deliveriesClaim(database, { nodeId, now: clock.now(), rooms });
      if (claimed.length > 0) {
        await input.accept(claimed);
        return 0;
      }
    }
    const laterMs = waiting.map(({ dueAt }) => dueAt.getTime() - nowMs).filter((ms) => ms > 0);
    return Math.min(lookAgainMs, ...laterMs);
  }

  /** The webhook that has waited longest comes first, so that none is left out for good when room is short. */
  function roomsFor(due: { webhookId: string; dueAt: Date }[]): Map<string, number> {
    const rooms = new Map<string, number>();
    let left = maxBatch;
    for (const { webhookId } of due.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())) {
      const room = Math.min(batchPerWebhook, input.room(webhookId), left);
      if (room <= 0) continue;
      rooms.set(webhookId, room);
      left -= room;
    }
    return rooms;
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
