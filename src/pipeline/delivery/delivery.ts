import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../base/errors.ts';
import { type Metrics, noMetrics } from '../../base/metrics.ts';
import type { Database, Queries } from '../../store/database.ts';
import { createDayTables } from '../../store/day-tables.ts';
import { deliveriesHeldStill } from '../../store/queries/deliveries/deliveries-held-still.ts';
import type { ClaimedDelivery } from '../../store/queries/deliveries/deliveries-take.ts';
import { ticketsDelete, ticketsFreeOfNode } from '../../store/queries/nodes/tickets.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Handover, OwedDelivery } from '../handover.ts';
import { type AttemptServices, attemptDelivery, type Sent, unattempted } from './attempt-delivery.ts';
import { type BreakerSettings, defaultBreakerSettings } from './breaker.ts';
import { createClaiming } from './claiming.ts';
import { createCountResults } from './count-results.ts';
import { createDropLost } from './drop-lost.ts';
import { createNoteExpired } from './expired.ts';
import { createFailing } from './failing.ts';
import { createFreeDropped } from './free-dropped.ts';
import { createLanes } from './lanes.ts';
import { createMembership } from './membership.ts';
import { createNodeFacts } from './node-facts.ts';
import { createResults } from './results.ts';
import { memoryLimits } from './share.ts';
import { createTickets } from './tickets.ts';
import { createTidyWords } from './tidy-words.ts';

/** Sends what is owed. */
export interface Delivery {
  handover: Handover;
  /** What is in this node's memory, and whether it has a lease to hold it under. */
  load(): { held: number; leased: boolean };
  start(): Promise<void>;
  /** Finishes what is being sent, hands the rest back, and leaves. */
  stop(): Promise<void>;
}

/** What delivery needs besides what one attempt needs. */
export interface DeliveryOptions extends Omit<AttemptServices, 'results' | 'failing'> {
  database: Database;
  /** Counts nothing where there is none. */
  metrics?: Metrics;
  /** For operators: which machine and process this is. */
  nodeName: string;
  /** Of this node, for operators: version and roles. */
  nodeFacts?: object;
  /** How patient the breakers are; mostly for tests. */
  breaker?: BreakerSettings;
  alone: boolean;
  webhooksByIds(queries: Queries, ids: readonly { organizationId: string; id: string }[]): Promise<Webhook[]>;
}

/** How long a stopping node waits for what is being sent: longer than any sane deadline. */
const stopWithinMs = 20_000;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { database, clock, log } = options;
  const tickets = createTickets();
  const days = createDayTables(database, clock);
  const dropped = createFreeDropped({ ...options, tickets });
  const tidyWords = createTidyWords({ database, clock, log });
  const countResults = createCountResults(options.metrics ?? noMetrics);
  const results = createResults({
    database,
    log,
    tickets,
    days,
    onWritten(written) {
      countResults(written);
      tidyWords.written(written);
    },
  });
  const attempting: AttemptServices = { ...options, results, failing: createFailing() };
  let stopping = false;

  const lanes = createLanes({
    clock,
    breaker: options.breaker ?? defaultBreakerSettings,
    ...memoryLimits,
    async send(delivery, followed): Promise<Sent> {
      const { ordered } = delivery;
      const nodeId = membership.nodeId();
      if (nodeId === null || !isHeld(delivery)) return letGo(new Error('The lease was lost.'));
      // By now, others may have begun with the run that this is a part of.
      if (ordered && !membership.leaseIsSure()) return letGo(new Error('The lease may be over.'));
      facts.attempted();
      try {
        const sent = await attemptDelivery(attempting, delivery, nodeId, followed);
        const onceWritten = (work: () => void) => void sent.written.then(work, () => {});
        // The next one of the same object can be claimed now.
        if (ordered && !followed) onceWritten(() => claiming.wake());
        const { retriedAt } = sent;
        if (retriedAt != null) onceWritten(() => claiming.wakeAt(retriedAt));
        // What follows it has been put back, and must not be in its way when it is due again.
        if (ordered && !sent.over && followed) onceWritten(() => void freeDropped());
        return sent;
      } catch (error) {
        log.error({ deliveryId: delivery.id, reason: messageOf(error) }, 'an attempt failed inside Bellwire');
        // Nothing was written: somebody else may have more luck with it.
        return letGo(error);
      }
    },
    onDone(delivery, written) {
      if (!isHeld(delivery)) return;
      if (written) tickets.done(delivery);
      else dropped.add([delivery]);
    },
    onShut: () => void freeDropped(),
  });
  const facts = createNodeFacts({
    clock,
    constant: options.nodeFacts ?? {},
    held: () => lanes.size(),
    pauses: () => lanes.pauses(),
  });
  const membership = createMembership({
    ...options,
    name: options.nodeName,
    facts: () => facts.read(),
    holds: (ticketId) => tickets.has(ticketId),
    onLost() {
      lanes.clear();
      tickets.clear();
      dropped.clear();
    },
    onRenewed: tidyUp,
    onFreed: () => claiming.wake(),
  });
  const claiming = createClaiming({
    ...options,
    days,
    nodeId: () => membership.nodeId(),
    room: (webhookId) => lanes.room(webhookId),
    onExpired: createNoteExpired({ log: options.log, metrics: options.metrics ?? noMetrics }),
    async accept(claimed) {
      const webhooks = await options.webhooksByIds(
        database,
        claimed.map(({ event, webhookId }) => ({ organizationId: event.organizationId, id: webhookId })),
      );
      const byId = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
      const owed = claimed.flatMap(({ webhookId, ...delivery }) => {
        const webhook = byId.get(webhookId);
        return webhook === undefined ? [] : [{ ...delivery, webhook }];
      });
      take(owed);
      cancelWithoutWebhook(claimed.filter(({ webhookId }) => !byId.has(webhookId)));
    },
  });

  const letGo = (reason: unknown): Sent => ({ outcome: null, over: false, written: Promise.reject(reason) });

  /**
   * Whether it is held under the lease that this node has now. What was committed or claimed under an earlier one is
   * anybody's: whoever comes upon its ticket frees it, so that it must not be sent, nor the ticket taken away, as if it were
   * this node's.
   */
  function isHeld({ ticket }: Pick<OwedDelivery, 'ticket'>): boolean {
    return ticket !== null && ticket.nodeId === membership.nodeId();
  }

  function take(found: readonly OwedDelivery[]): void {
    const owed = found.every(isHeld) ? found : found.filter(isHeld);
    tickets.add(owed);
    // One that is still being sent from before the lease was lost can be claimed again when that has ended.
    dropped.add(lanes.add(owed));
  }

  /** A change that was saved while its webhook was being removed owes a delivery to nobody. */
  function cancelWithoutWebhook(claimed: readonly ClaimedDelivery[]): void {
    for (const delivery of claimed.filter(isHeld)) {
      const removed = { ...delivery, webhook: { id: delivery.webhookId } };
      const settled = unattempted(removed, 'cancelled', 'webhook-removed', clock.now());
      tickets.add([delivery]);
      const { ordered, ticket } = delivery;
      void results.write({ nodeId: ticket.nodeId, ordered, attempt: null, settled }).then(
        () => tickets.done(delivery),
        // The node stops, and hands back all that it has a ticket for.
        () => {},
      );
    }
  }

  /**
   * What waits for a webhook that has been changed, switched off or removed leaves memory: it is claimed again with the
   * webhook as it is now, or not at all.
   */
  async function dropOutdated(): Promise<void> {
    const held = lanes.webhooks();
    const now = held.length === 0 ? [] : await options.webhooksByIds(database, held);
    attempting.failing.refresh(now);
    const versions = new Map(now.map(({ id, version }) => [id, version]));
    for (const { id, version } of held) if (versions.get(id) !== version) dropped.add(lanes.clearOne(id));
  }

  const dropLost = createDropLost({
    lanes,
    heldStill: (deliveries) =>
      deliveriesHeldStill(database, { nodeId: membership.nodeId(), deliveries, days }),
  });

  async function tidyUp(): Promise<void> {
    lanes.tidy();
    await dropOutdated();
    dropped.add(await dropLost());
    await freeDropped();
    const done = tickets.takeDone();
    try {
      await ticketsDelete(database, done);
    } catch (error) {
      tickets.putBack(done);
      throw error;
    }
    tickets.deleted(done);
  }

  async function freeDropped(): Promise<void> {
    const nodeId = membership.nodeId();
    if (nodeId !== null && (await dropped.free(nodeId)) > 0) claiming.wake();
  }

  /** Lets other nodes have what this one still holds. */
  async function handBack(): Promise<void> {
    const nodeId = membership.nodeId();
    if (nodeId === null) return;
    try {
      await ticketsFreeOfNode(database, { nodeId, now: clock.now() });
    } catch (error) {
      // The node stops all the same: when its lease is over, others take over what it held.
      log.error({ reason: messageOf(error) }, 'what this node held could not be handed back');
    }
  }

  return {
    handover: {
      nodeId: () => (stopping ? null : membership.nodeId()),
      reserve({ webhook, ordered }) {
        // What has to keep its order is claimed, one after the other: only the database knows what is ahead of it.
        if (stopping || ordered || membership.nodeId() === null || lanes.room(webhook.id) === 0) return false;
        lanes.reserve(webhook.id);
        return true;
      },
      accept(owed) {
        for (const { webhook } of owed) lanes.unreserve(webhook.id);
        take(owed);
      },
      release(owed) {
        for (const { webhook } of owed) lanes.unreserve(webhook.id);
      },
      wake: () => claiming.wake(),
    },

    load: () => ({ held: lanes.size(), leased: membership.nodeId() !== null }),

    async start() {
      await membership.start();
      claiming.start();
    },

    async stop() {
      stopping = true;
      await claiming.stop();
      // What is not being sent yet goes back first, so that other nodes can have it while this one finishes.
      dropped.add(lanes.clear());
      await freeDropped();
      await Promise.race([lanes.idle(), sleep(stopWithinMs, undefined, { ref: false })]);
      results.giveUp();
      await results.drain();
      await tidyWords.stop();
      await handBack();
      await membership.stop();
    },
  };
}
