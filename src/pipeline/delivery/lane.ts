import type { Clock } from '../../base/clock.ts';
import { createWakeUp } from '../../base/wake-up.ts';
import type { Limits, Webhook } from '../../store/records/webhook.ts';
import type { OwedDelivery } from '../handover.ts';
import type { Outcome } from './attempt.ts';
import type { Sent } from './attempt-delivery.ts';
import { admit, afterAttempt, type Breaker, type BreakerSettings, closedBreaker } from './breaker.ts';
import { keptWhenShut } from './share.ts';
import { type Bucket, fullBucket, isFull, takeToken } from './token-bucket.ts';

/**
 * What waits in memory for one webhook. Deliveries of one operation go out one after the other, in the order of their
 * events (children before the parent that took them along); different operations side by side, up to the limit. Those of an
 * object that keeps its order go out one after the other too, each when nothing more is owed for the one before.
 */
export interface Lane {
  /** What goes out one after the other. */
  add(group: OwedDelivery[]): void;
  /** The webhook as it was when what waits was added: each version once. */
  webhooks(): Webhook[];
  /** What is not being sent. */
  waiting(): OwedDelivery[];
  /** Takes those out that are meant and not being sent, and answers with them. */
  takeOut(meant: (delivery: OwedDelivery) => boolean): OwedDelivery[];
  /** Whether requests go out now: neither the breaker nor a pause that the receiver asked for is in the way. */
  isOpen(): boolean;
  /** For how much longer no request goes out; 0 when nothing is in the way. */
  pausedForMs(): number;
  /** Nothing waits, nothing is under way, and the receiver is well: there is nothing to remember. */
  isForgettable(): boolean;
}

export interface LaneOptions {
  clock: Clock;
  breaker: BreakerSettings;
  /** Makes the attempt. `followed`: it holds what comes next in the order of its object. */
  send(delivery: OwedDelivery, followed: boolean): Promise<Sent>;
  /** A delivery leaves memory: what came of it is in the database, or nothing came of it. */
  onDone(delivery: OwedDelivery, written: boolean): void;
  /** It is not sent to for a while. Most of what waited has left memory. */
  onShut(): void;
  /** Nothing more is under way. */
  onQuiet(): void;
}

/** The longest sleep of a timer: a breaker's probe under way wakes the lane when it ends. */
const longestSleepMs = 60_000;

export function createLane(options: LaneOptions): Lane {
  const { clock } = options;
  const wakeUp = createWakeUp();
  let waiting: OwedDelivery[][] = [];
  const running = new Set<OwedDelivery[]>();
  let breaker: Breaker = closedBreaker;
  /** It was not sent to for a while, and has not answered well since. */
  let shut = false;
  /** With the limits that it was filled by. */
  let rate: { bucket: Bucket; ratePerSecond: number; burst: number } | null = null;
  let pumping = false;

  /** The rest of what is being sent waits as well. */
  const allWaiting = () => [...running, ...waiting].flat();

  /** How long to wait before the next request; 0 takes the turn. */
  function takeTurn(limits: Limits): number {
    const nowMs = clock.monotonicMs();
    const admitted = admit(breaker, nowMs);
    if (admitted.waitMs > 0) return admitted.waitMs;
    breaker = admitted.breaker;
    const { ratePerSecond, burst } = limits;
    if (ratePerSecond === null) return 0;
    const taken = takeToken(rate?.bucket ?? fullBucket(burst, nowMs), { ratePerSecond, burst }, nowMs);
    // A token that is not there yet is not taken: the lane may be cleared before it would be used.
    if (taken.waitMs === 0) rate = { bucket: taken.bucket, ratePerSecond, burst };
    else if (breaker.probing) breaker = { ...breaker, probing: false };
    return taken.waitMs;
  }

  /**
   * What waits for a receiver that is not sent to for a while would keep its places in memory for as long as that takes, which
   * may be hours. So it is let go of, with no attempt counted, but for a few that the next probes are taken from.
   */
  function handBackMost(): void {
    let room = keptWhenShut;
    // What was begun first: the rest of an operation is not to be claimed while its first part is here.
    for (const group of [...running, ...waiting]) {
      const rest = group.splice(room);
      room -= group.length;
      for (const delivery of rest) options.onDone(delivery, false);
    }
    waiting = waiting.filter((group) => group.length > 0);
  }

  function afterOutcome(outcome: Outcome): void {
    const times = { nowMs: clock.monotonicMs(), dateMs: clock.nowMs() };
    const before = breaker;
    breaker = afterAttempt(before, outcome, times, options.breaker);
    if (breaker.openUntilMs === 0) shut = false;
    // A short pause is not worth claiming it all again.
    const untilMs = times.nowMs + options.breaker.openMs;
    if (breaker.openUntilMs <= before.openUntilMs || breaker.openUntilMs < untilMs) return;
    shut = true;
    handBackMost();
    options.onShut();
  }

  async function attempt(delivery: OwedDelivery, followed: boolean): Promise<boolean> {
    const { outcome, over, written } = await options.send(delivery, followed);
    if (outcome !== null) afterOutcome(outcome);
    else if (breaker.probing) breaker = { ...breaker, probing: false };
    written.then(
      () => options.onDone(delivery, true),
      () => options.onDone(delivery, false),
    );
    return over;
  }

  async function run(group: OwedDelivery[]): Promise<void> {
    running.add(group);
    for (let delivery = group.shift(); delivery !== undefined; delivery = group.shift()) {
      const { ordered, event } = delivery;
      const follows = (other: OwedDelivery) => other.event.objectId === event.objectId;
      const over = await attempt(delivery, ordered && group.some(follows));
      // What has to come after it goes back, and waits with it. What of it is left may be less by now.
      if (ordered && !over) for (const other of takeOut(group, follows)) options.onDone(other, false);
      if (group[0] === undefined) continue;
      // The rest of a run goes behind all that waits, so that the other objects have their turn.
      if (ordered) waiting.push(group.splice(0));
      // The rest of an operation asks for its turn like everybody else, ahead of what came after it.
      else if (takeTurn(group[0].webhook.limits) > 0) waiting.unshift(group.splice(0));
    }
    running.delete(group);
    wakeUp.wake();
    void pump();
  }

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    for (let next = waiting[0]?.[0]; next !== undefined; next = waiting[0]?.[0]) {
      if (running.size >= next.webhook.limits.concurrency) break;
      const waitMs = takeTurn(next.webhook.limits);
      if (waitMs > 0) {
        await wakeUp.sleep(Math.min(waitMs, longestSleepMs));
        continue;
      }
      const group = waiting.shift();
      if (group !== undefined) void run(group);
    }
    pumping = false;
    if (running.size === 0 && waiting.length === 0) options.onQuiet();
  }

  return {
    add(group) {
      waiting.push(group);
      // It may have been on its way into memory when the receiver was found to be down.
      if (shut) handBackMost();
      void pump();
    },
    webhooks() {
      const found = allWaiting().map(({ webhook }) => [webhook.version, webhook] as const);
      return [...new Map(found).values()];
    },
    waiting: allWaiting,
    takeOut(meant) {
      const taken = [...running, ...waiting].flatMap((group) => takeOut(group, meant));
      waiting = waiting.filter((group) => group.length > 0);
      wakeUp.wake();
      return taken;
    },
    isOpen: () =>
      breaker.openUntilMs === 0 || (clock.monotonicMs() >= breaker.openUntilMs && !breaker.probing),
    pausedForMs: () =>
      breaker.openUntilMs === 0 ? 0 : Math.max(0, breaker.openUntilMs - clock.monotonicMs()),
    isForgettable: () =>
      waiting.length === 0 &&
      running.size === 0 &&
      breaker === closedBreaker &&
      (rate === null || isFull(rate.bucket, rate, clock.monotonicMs())),
  };
}

/** Takes those out that are meant, and answers with them. */
function takeOut(group: OwedDelivery[], meant: (delivery: OwedDelivery) => boolean): OwedDelivery[] {
  const all = group.splice(0);
  group.push(...all.filter((delivery) => !meant(delivery)));
  return all.filter(meant);
}
