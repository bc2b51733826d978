import type { Webhook } from '../../store/records/webhook.ts';
import type { OwedDelivery } from '../handover.ts';

/**
 * What waits in memory, by webhook: each has a lane of its own with its own limit, so that a receiver that hangs
 * holds up only itself. Within a lane the deliveries of one operation go out one after the other, in the order of
 * their events (children before the parent that took them along); different operations go side by side.
 */
export interface Lanes {
  add(owed: readonly OwedDelivery[]): void;
  /** How many are waiting or being sent. */
  size(): number;
  /** The ids of all that is waiting or being sent. */
  ids(): Set<string>;
  /** The webhooks that something waits for, as they were when it was added: each version once. */
  webhooks(): Webhook[];
  /** Takes what is not being sent yet out of one webhook's lane. */
  clearOne(webhookId: string): void;
  /** Takes everything that is not being sent yet out of the lanes. */
  clear(): void;
  /** Settles when nothing is waiting or being sent. */
  idle(): Promise<void>;
}

interface Lane {
  waiting: OwedDelivery[][];
  /** The rest of each operation that is being sent. */
  running: Set<OwedDelivery[]>;
}

export function createLanes(input: {
  /** How many operations are sent to one webhook side by side. */
  concurrency: number;
  send(delivery: OwedDelivery): Promise<void>;
}): Lanes {
  const lanes = new Map<string, Lane>();
  const held = new Set<string>();
  let whenIdle: (() => void)[] = [];

  async function run(webhookId: string, lane: Lane, group: OwedDelivery[]): Promise<void> {
    for (let delivery = group.shift(); delivery !== undefined; delivery = group.shift()) {
      await input.send(delivery);
      held.delete(delivery.id);
    }
    lane.running.delete(group);
    next(webhookId, lane);
  }

  function next(webhookId: string, lane: Lane): void {
    while (lane.running.size < input.concurrency) {
      const group = lane.waiting.shift();
      if (group === undefined) break;
      lane.running.add(group);
      void run(webhookId, lane, group);
    }
    if (lane.running.size === 0) lanes.delete(webhookId);
    if (held.size === 0) {
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
  }

  function clearOne(webhookId: string): void {
    const lane = lanes.get(webhookId);
    if (lane === undefined) return;
    for (const group of [...lane.running, ...lane.waiting]) {
      for (const { id } of group.splice(0)) held.delete(id);
    }
    lane.waiting = [];
  }

  return {
    add(owed) {
      for (const group of groupsOf(owed.filter(({ id }) => !held.has(id)))) {
        const { id: webhookId } = group[0]!.webhook;
        for (const { id } of group) held.add(id);
        const lane = lanes.get(webhookId) ?? { waiting: [], running: new Set() };
        lanes.set(webhookId, lane);
        lane.waiting.push(group);
        next(webhookId, lane);
      }
    },
    size: () => held.size,
    ids: () => new Set(held),
    webhooks() {
      const found = new Map<string, Webhook>();
      for (const { running, waiting } of lanes.values()) {
        // The rest of an operation that is being sent waits as well.
        for (const { webhook } of [...running, ...waiting].flat()) {
          found.set(`${webhook.id} ${webhook.version}`, webhook);
        }
      }
      return [...found.values()];
    },
    clearOne,
    clear() {
      for (const webhookId of lanes.keys()) clearOne(webhookId);
    },
    idle: () => (held.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
  };
}

/** Deliveries of one operation to one webhook, in the order of their events. */
function groupsOf(owed: readonly OwedDelivery[]): OwedDelivery[][] {
  const groups = new Map<string, OwedDelivery[]>();
  for (const delivery of owed) {
    const key = `${delivery.webhook.id} ${delivery.event.transactionId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [delivery]);
    else group.push(delivery);
  }
  return [...groups.values()];
}
