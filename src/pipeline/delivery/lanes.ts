import type { Clock } from '../../base/clock.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { OwedDelivery } from '../handover.ts';
import type { Sent } from './attempt-delivery.ts';
import type { BreakerSettings } from './breaker.ts';
import { createLane, type Lane } from './lane.ts';
import { groupsOf, refusedOf } from './lane-groups.ts';
import { createPace, type Pace } from './pace.ts';
import { type MemoryLimits, shareOf } from './share.ts';

/** What waits in memory, a lane for each webhook, so that a receiver that hangs holds up only itself. */
export interface Lanes {
  /** Answers with those that are in it already, and are not added. */
  add(owed: readonly OwedDelivery[]): OwedDelivery[];
  /** How many more deliveries a webhook's lane has room for; 0 while it is not sent to. */
  room(webhookId: string): number;
  /** Counts a delivery that is going to be added, so that the room is not given away twice. */
  reserve(webhookId: string): void;
  unreserve(webhookId: string): void;
  /** How many are waiting or being sent. */
  size(): number;
  /** The webhooks that something waits for, as they were when it was added: each version once. */
  webhooks(): Webhook[];
  /** The webhooks that are not sent to for a while, with how many milliseconds it is until they are tried again. */
  pauses(): Map<string, number>;
  /** All that is not being sent yet. */
  waiting(): OwedDelivery[];
  /** Takes those out that are not being sent yet, and answers with them. */
  takeOut(ids: ReadonlySet<string>): OwedDelivery[];
  /** Takes what is not being sent yet out of one webhook's lane, and answers with it. */
  clearOne(webhookId: string): OwedDelivery[];
  /** Takes everything that is not being sent yet out of the lanes, and answers with it. */
  clear(): OwedDelivery[];
  /** Forgets the lanes that hold nothing and have nothing to remember any more: a rate's bucket fills up in time. */
  tidy(): void;
  /** Settles when nothing is waiting or being sent. */
  idle(): Promise<void>;
}

export interface LanesOptions extends MemoryLimits {
  clock: Clock;
  breaker: BreakerSettings;
  /** Makes the attempt. Never throws. `followed`: what comes next in the order of its object is held as well. */
  send(delivery: OwedDelivery, followed: boolean): Promise<Sent>;
  /** A delivery leaves memory: what came of it is in the database, or nothing came of it. */
  onDone(delivery: OwedDelivery, written: boolean): void;
  /** A webhook is not sent to for a while: most of what waited for it has left memory, by `onDone`. */
  onShut?(): void;
}

export function createLanes(options: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>();
  /** Delivery → webhook, for all that is waiting or being sent. */
  const held = new Map<string, string>();
  /** Webhook → how many it holds, those that are reserved included. */
  const counts = new Map<string, number>();
  const paces = new Map<string, Pace>();
  /** Webhooks that were not sent to for a while, until they have shown that they get through much. */
  const recovering = new Set<string>();
  let total = 0;
  let whenIdle: (() => void)[] = [];

  function count(webhookId: string, by: 1 | -1): void {
    total += by;
    const now = (counts.get(webhookId) ?? 0) + by;
    if (now === 0) counts.delete(webhookId);
    else counts.set(webhookId, now);
  }

  function paceOf(webhookId: string): Pace {
    const known = paces.get(webhookId);
    if (known !== undefined) return known;
    const pace = createPace();
    paces.set(webhookId, pace);
    return pace;
  }

  function roomOf(webhookId: string): number {
    // Asked for every delivery that is saved: while there is plenty, how quick a webhook is makes no difference.
    const matters = total >= options.maxTotal / 2 || recovering.has(webhookId);
    const lately = matters ? (paces.get(webhookId)?.lately(options.clock.monotonicMs()) ?? 0) : 0;
    if (2 * lately >= options.shareWhenScarce) recovering.delete(webhookId);
    const { share, all } = shareOf({ total, lately, recovering: recovering.has(webhookId) }, options);
    return Math.max(0, Math.min(share - (counts.get(webhookId) ?? 0), all - total));
  }

  function drop({ id }: OwedDelivery): void {
    const webhookId = held.get(id);
    if (webhookId === undefined) return;
    held.delete(id);
    count(webhookId, -1);
    if (held.size > 0) return;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  function laneOf(webhookId: string): Lane {
    const known = lanes.get(webhookId);
    if (known !== undefined) return known;
    const lane = createLane({
      ...options,
      onDone(delivery, written) {
        if (written) paceOf(webhookId).done(options.clock.monotonicMs());
        drop(delivery);
        options.onDone(delivery, written);
      },
      onShut() {
        recovering.add(webhookId);
        options.onShut?.();
      },
      onQuiet: () => {
        if (lanes.get(webhookId)?.isForgettable()) lanes.delete(webhookId);
      },
    });
    lanes.set(webhookId, lane);
    return lane;
  }

  function takeOut(lane: Lane | undefined, meant: (delivery: OwedDelivery) => boolean): OwedDelivery[] {
    const taken = lane?.takeOut(meant) ?? [];
    for (const delivery of taken) drop(delivery);
    return taken;
  }

  const clearOne = (webhookId: string) => takeOut(lanes.get(webhookId), () => true);

  return {
    add(owed) {
      const refused = refusedOf(owed, ({ id }) => held.has(id));
      for (const group of groupsOf(refused.size === 0 ? owed : owed.filter((one) => !refused.has(one)))) {
        const { id: webhookId } = group[0]!.webhook;
        for (const { id } of group) {
          held.set(id, webhookId);
          count(webhookId, 1);
        }
        laneOf(webhookId).add(group);
      }
      return [...refused];
    },
    room(webhookId) {
      return lanes.get(webhookId)?.isOpen() === false ? 0 : roomOf(webhookId);
    },
    reserve: (webhookId) => count(webhookId, 1),
    unreserve: (webhookId) => count(webhookId, -1),
    size: () => held.size,
    webhooks: () => [...lanes.values()].flatMap((lane) => lane.webhooks()),
    pauses() {
      const all = [...lanes].map(([webhookId, lane]) => [webhookId, lane.pausedForMs()] as const);
      return new Map(all.filter(([, ms]) => ms > 0));
    },
    waiting: () => [...lanes.values()].flatMap((lane) => lane.waiting()),
    takeOut(ids) {
      if (ids.size === 0) return [];
      return [...lanes.values()].flatMap((lane) => takeOut(lane, ({ id }) => ids.has(id)));
    },
    clearOne,
    tidy() {
      for (const [webhookId, lane] of lanes) if (lane.isForgettable()) lanes.delete(webhookId);
      // Nothing waits for them: what comes next is no backlog of the time that they were away.
      for (const webhookId of recovering) if (!lanes.has(webhookId)) recovering.delete(webhookId);
      const nowMs = options.clock.monotonicMs();
      for (const [webhookId, pace] of paces) if (pace.lately(nowMs) === 0) paces.delete(webhookId);
    },
    clear: () => [...lanes.keys()].flatMap(clearOne),
    idle: () => (held.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  };
}
