import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../base/errors.ts';
import type { Database, Queries } from '../../store/database.ts';
import type { ClaimedDelivery } from '../../store/queries/deliveries/deliveries-claim.ts';
import { deliveriesRelease } from '../../store/queries/deliveries/deliveries-release.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Handover, OwedDelivery } from '../handover.ts';
import { type AttemptServices, attemptDelivery } from './attempt-delivery.ts';
import { createClaiming } from './claiming.ts';
import { createLanes } from './lanes.ts';
import { createMembership } from './membership.ts';
import type { Reason } from './reasons.ts';
import { createResults } from './results.ts';

/** Sends what is owed. */
export interface Delivery {
  handover: Handover;
  start(): Promise<void>;
  /** Finishes what is being sent, hands the rest back, and leaves. */
  stop(): Promise<void>;
}

/** What delivery needs besides what one attempt needs. */
export interface DeliveryOptions extends Omit<AttemptServices, 'results'> {
  database: Database;
  /** For operators: which machine and process this is. */
  nodeName: string;
  alone: boolean;
  webhooksByIds(queries: Queries, ids: readonly { organizationId: string; id: string }[]): Promise<Webhook[]>;
}

/** What is held in memory at the most; the rest waits in the database. */
const maxHeld = 2000;
/** Operations that are sent to one webhook side by side. */
const laneConcurrency = 16;
/** How long a stopping node waits for what is being sent: longer than any sane deadline. */
const stopWithinMs = 20_000;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { database, clock, log } = options;
  const results = createResults({ database, log });
  let reserved = 0;
  let stopping = false;

  const lanes = createLanes({
    concurrency: laneConcurrency,
    async send(delivery) {
      const nodeId = membership.nodeId();
      if (nodeId === null) return;
      try {
        await attemptDelivery({ ...options, results }, delivery, nodeId);
      } catch (error) {
        // Nothing was written: the delivery is a stray now and comes back by itself.
        log.error({ deliveryId: delivery.id, reason: messageOf(error) }, 'an attempt failed inside Bellwire');
      }
    },
  });
  const membership = createMembership({
    ...options,
    name: options.nodeName,
    held: () => lanes.ids(),
    onLost: () => lanes.clear(),
    onRenewed: dropOutdated,
    onFreed: () => claiming.wake(),
  });
  const claiming = createClaiming({
    ...options,
    nodeId: () => membership.nodeId(),
    room: () => maxHeld - lanes.size() - reserved,
    async accept(claimed) {
      const webhooks = await options.webhooksByIds(
        database,
        claimed.map(({ event, webhookId }) => ({ organizationId: event.organizationId, id: webhookId })),
      );
      lanes.add(owedFrom(claimed, webhooks));
      cancelGone(claimed, webhooks);
    },
  });

  /**
   * A webhook that goes cancels its deliveries, but not those of a change that was just being saved: left alone, they
   * would be claimed again and again.
   */
  function cancelGone(claimed: readonly ClaimedDelivery[], webhooks: readonly Webhook[]): void {
    const nodeId = membership.nodeId();
    const there = new Set(webhooks.map(({ id }) => id));
    if (nodeId === null) return;
    for (const { id, webhookId, event } of claimed) {
      if (there.has(webhookId)) continue;
      const { organizationId } = event;
      const settled = { ...cancelled, organizationId, id, finishedAt: clock.now() };
      void results.write({ nodeId, attempt: null, settled });
    }
  }

  /**
   * What waits for a webhook that has been changed, switched off or removed leaves memory: it becomes a stray, and is
   * claimed again with the webhook as it is now, or not at all.
   */
  async function dropOutdated(): Promise<void> {
    const held = lanes.webhooks();
    if (held.length === 0) return;
    const now = await options.webhooksByIds(database, held);
    const versions = new Map(now.map(({ id, version }) => [id, version]));
    for (const { id, version } of held) if (versions.get(id) !== version) lanes.clearOne(id);
  }

  return {
    handover: {
      reserve(count) {
        const nodeId = membership.nodeId();
        if (stopping || nodeId === null || count === 0 || lanes.size() + reserved + count > maxHeld)
          return null;
        reserved += count;
        return nodeId;
      },
      accept(owed) {
        reserved -= owed.length;
        lanes.add(owed);
      },
      release(count) {
        reserved -= count;
      },
      wake: () => claiming.wake(),
    },

    async start() {
      await membership.start();
      claiming.start();
    },

    async stop() {
      stopping = true;
      await claiming.stop();
      // What is not being sent yet goes back first, so that other nodes can have it while this one finishes.
      lanes.clear();
      await Promise.race([lanes.idle(), sleep(stopWithinMs, undefined, { ref: false })]);
      results.giveUp();
      await results.drain();
      const nodeId = membership.nodeId();
      if (nodeId !== null) await deliveriesRelease(database, { nodeId, now: clock.now() });
      await membership.stop();
    },
  };
}

const cancelled = {
  state: 'cancelled',
  attemptsMade: 0,
  dueAt: null,
  lastAttemptAt: null,
  lastStatus: null,
  lastReason: 'webhook-removed' satisfies Reason,
} as const;

/** Those whose webhook is still there. */
function owedFrom(claimed: readonly ClaimedDelivery[], webhooks: readonly Webhook[]): OwedDelivery[] {
  const byId = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
  return claimed.flatMap(({ webhookId, ...delivery }) => {
    const webhook = byId.get(webhookId);
    return webhook === undefined ? [] : [{ ...delivery, webhook }];
  });
}
