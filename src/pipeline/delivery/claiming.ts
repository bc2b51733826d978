import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createLoop } from '../../base/loop.ts';
import type { Database } from '../../store/database.ts';
import type { DayTables } from '../../store/day-tables.ts';
import {
  deliveriesClaim,
  deliveriesWaiting,
  type WaitingWebhook,
} from '../../store/queries/deliveries/deliveries-claim.ts';
import { deliveriesClaimRuns } from '../../store/queries/deliveries/deliveries-claim-runs.ts';
import { deliveriesFirst } from '../../store/queries/deliveries/deliveries-first.ts';
import type { Claim, ClaimedDelivery } from '../../store/queries/deliveries/deliveries-take.ts';
import { createDueTimes } from './due-times.ts';

/** Fetches what is due and held by nobody: retries, what did not fit into memory, what dead nodes left. */
export interface Claiming {
  start(): void;
  /** Something is due now. */
  wake(): void;
  /** Something will be due then. */
  wakeAt(dueAt: Date): void;
  stop(): Promise<void>;
}

/** For all webhooks together, shared by those that something is due for: the ordered ones among themselves. */
const maxBatch = 1000;
const perWebhook = { least: 200, most: 500 };
/** Other nodes may leave something due without this one being told. */
const lookAgainMs = 1000;
const afterErrorMs = 1000;

export function createClaiming(input: {
  database: Database;
  clock: Clock;
  log: Log;
  days: DayTables;
  nodeId(): string | null;
  /** How many more deliveries memory has room for, for this webhook. */
  room(webhookId: string): number;
  accept(claimed: readonly ClaimedDelivery[]): Promise<void>;
  /** Told of what could no longer be sent, once that is saved. */
  onExpired(expired: Claim['expired']): void;
}): Claiming {
  const { database, clock, log, days } = input;
  /** Of an ordered webhook with long backlogs: the object that was visited last. */
  const visited = new Map<string, string>();
  /** Until when this sleeps; long ago while it looks. */
  let sleepsUntilMs = 0;
  /** The database tells of the first of each webhook only, and a retry may have an ordered backlog ahead of it. */
  const told = createDueTimes();

  /** Claims once, and answers with how long there is nothing to do. */
  async function claimOnce(): Promise<number> {
    const nodeId = input.nodeId();
    if (nodeId === null) return lookAgainMs;
    const waiting = await deliveriesWaiting(database);
    const nowMs = clock.nowMs();
    // The webhook that has waited longest comes first, so that none is left out for good when room is short.
    const due = waiting
      .filter(({ dueAt }) => dueAt.getTime() <= nowMs)
      .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
    const rooms = roomsFor(due.filter(({ ordered }) => !ordered));
    const claim = { nodeId, now: clock.now(), rooms, days };
    const more = await accept(await database.transaction((tx) => deliveriesClaim(tx, claim)));
    const moreOrdered = await claimOrdered(
      nodeId,
      due.filter(({ ordered }) => ordered),
    );
    if (more || moreOrdered) return 0;
    const laterMs = waiting.map(({ dueAt }) => dueAt.getTime() - nowMs).filter((ms) => ms > 0);
    return Math.min(lookAgainMs, ...laterMs);
  }

  /** Whether there was any. Each claim is taken by itself: an error in the next one must not lose it. */
  async function accept({ claimed, expired }: Claim): Promise<boolean> {
    input.onExpired(expired);
    if (claimed.length > 0) await input.accept(claimed);
    return claimed.length > 0 || expired.length > 0;
  }

  /**
   * One webhook after the other, until that is a batch. One that has much waiting and nothing that may go, as the first of each
   * object is under way, takes no room from the others. Whether there is more.
   */
  async function claimOrdered(nodeId: string, due: readonly WaitingWebhook[]): Promise<boolean> {
    let [more, left] = [false, maxBatch];
    for (const { webhookId } of due) {
      if (left === 0) return true;
      const room = roomFor(webhookId, due.length, left);
      if (room <= 0) continue;
      const { claim, cut } = await claimRuns(nodeId, webhookId, room);
      left -= claim.claimed.length;
      // Where no object was left out, there is nothing more before one of these has come to the end of its run.
      more = ((await accept(claim)) && cut) || visited.has(webhookId) || more;
    }
    return more;
  }

  /** Goes on with the objects where the last look ended, so that each has its turn. */
  async function claimRuns(
    nodeId: string,
    webhookId: string,
    room: number,
  ): Promise<{ claim: Claim; cut: boolean }> {
    const [now, last] = [clock.now(), visited.get(webhookId) ?? null];
    const { claim, cut, after } = await database.transaction(async (tx) => {
      const { runs, after } = await deliveriesFirst(tx, { webhookId, now, room, after: last });
      const claim = await deliveriesClaimRuns(tx, { nodeId, now, runs, days });
      return { claim, cut: runs.length >= room, after };
    });
    if (after === null) visited.delete(webhookId);
    else visited.set(webhookId, after);
    return { claim, cut };
  }

  function roomsFor(due: readonly WaitingWebhook[]): Map<string, number> {
    const rooms = new Map<string, number>();
    let left = maxBatch;
    for (const { webhookId } of due) {
      const room = roomFor(webhookId, due.length, left);
      if (room <= 0) continue;
      rooms.set(webhookId, room);
      left -= room;
    }
    return rooms;
  }

  /** For one of so many webhooks, when so much of a batch is left. */
  function roomFor(webhookId: string, webhooks: number, left: number): number {
    const share = Math.max(perWebhook.least, Math.min(perWebhook.most, Math.floor(maxBatch / webhooks)));
    return Math.min(share, input.room(webhookId), left);
  }

  /** At least a breath, so that a due delivery which cannot be claimed does not make this spin. */
  function sleepFor(ms: number): number {
    const nowMs = clock.nowMs();
    const restMs = Math.max(5, Math.min(ms, told.soonest() - nowMs));
    sleepsUntilMs = nowMs + restMs;
    return restMs;
  }

  const loop = createLoop({
    async work() {
      sleepsUntilMs = 0;
      told.forgetUntil(clock.nowMs());
      return sleepFor(await claimOnce());
    },
    onFailure(error) {
      days.forget();
      log.error({ reason: messageOf(error) }, 'deliveries could not be claimed; trying again');
      return sleepFor(afterErrorMs);
    },
  });

  return {
    start: loop.start,
    wake: loop.wake,
    wakeAt(dueAt) {
      told.add(dueAt.getTime());
      // Most retries are further away than its next look, and wake nobody.
      if (dueAt.getTime() < sleepsUntilMs) loop.wake();
    },
    stop: loop.stop,
  };
}
