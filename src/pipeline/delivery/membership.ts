import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Ids } from '../../base/ids.ts';
import type { Log } from '../../base/log.ts';
import { createWakeUp } from '../../base/wake-up.ts';
import type { Database } from '../../store/database.ts';
import {
  nodeDelete,
  nodeInsert,
  nodeRenew,
  nodesDeleteDead,
  nodesDeleteOthers,
} from '../../store/queries/nodes/nodes.ts';
import { ticketsFree, ticketsFreeOfDead, ticketsOfNode } from '../../store/queries/nodes/tickets.ts';

/** This node among the others: its id, its lease, and what it takes over from the dead. */
export interface Membership {
  start(): Promise<void>;
  /** Null while it has no lease: then nothing may be held in memory. */
  nodeId(): string | null;
  /** Whether nobody can have taken over from it yet, by its own clock. It learns that it has lost its lease some time later. */
  leaseIsSure(): boolean;
  stop(): Promise<void>;
}

/** Renewed while deliveries are under way, however long they take; only a node that hangs or dies loses it. */
export const leaseMs = 15_000;
const renewEveryMs = 3_000;

export function createMembership(input: {
  database: Database;
  clock: Clock;
  ids: Ids;
  log: Log;
  name: string;
  /** What this node says of itself, for operators. */
  facts(): object;
  /** There can be no other node: what others held is free at once. */
  alone: boolean;
  /** Whether this node's memory has something under a ticket. */
  holds(ticketId: string): boolean;
  /** The lease was lost: others have taken over what was held. */
  onLost(): void;
  /** Called with each renewal. */
  onRenewed(): Promise<void>;
  /** Something was freed that any node may claim. */
  onFreed(): void;
}): Membership {
  const { database, clock, ids, log } = input;
  const wakeUp = createWakeUp();
  let nodeId: string | null = null;
  /** The lease lasts from some time after this. */
  let renewedMs = Number.NEGATIVE_INFINITY;
  let stopping = false;
  let loop: Promise<void> = Promise.resolve();
  let suspects: ReadonlySet<string> = new Set();

  async function join(): Promise<void> {
    const id = ids.uuid();
    const askedMs = clock.monotonicMs();
    await nodeInsert(database, { id, name: input.name, now: clock.now(), leaseMs });
    if (input.alone) await nodesDeleteOthers(database, id);
    renewedMs = askedMs;
    nodeId = id;
  }

  async function keepUp(): Promise<void> {
    const askedMs = clock.monotonicMs();
    if (nodeId === null) await join();
    else if (await nodeRenew(database, { id: nodeId, leaseMs, facts: input.facts() })) renewedMs = askedMs;
    else {
      log.warn({ nodeId }, 'the lease of this node was lost; others have taken over its deliveries');
      nodeId = null;
      input.onLost();
      await join();
    }
    if (nodeId === null) return;
    const freed = await freeStrays(nodeId);
    await nodesDeleteDead(database);
    const takenOver = await ticketsFreeOfDead(database, clock.now());
    if (takenOver > 0) log.info({ deliveries: takenOver }, 'took over the deliveries of nodes that are gone');
    if (freed + takenOver > 0) input.onFreed();
    await input.onRenewed();
  }

  /**
   * Frees what is held under tickets of this node that its memory knows nothing of. Such strays come from a commit whose
   * answer was lost: it stands, but the node took it for failed and handed nothing over. Only those that were found the
   * last time too, because a commit or claim may just be on its way into memory.
   */
  async function freeStrays(id: string): Promise<number> {
    const unknown = (await ticketsOfNode(database, id)).filter((ticketId) => !input.holds(ticketId));
    const ids = unknown.filter((ticketId) => suspects.has(ticketId));
    suspects = new Set(unknown);
    return ticketsFree(database, { ids, now: clock.now() });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      await wakeUp.sleep(renewEveryMs);
      if (stopping) return;
      try {
        await keepUp();
      } catch (error) {
        log.error({ reason: messageOf(error) }, 'the lease of this node could not be renewed; trying again');
      }
    }
  }

  return {
    async start() {
      await keepUp();
      loop = run();
    },
    nodeId: () => nodeId,
    leaseIsSure: () => clock.monotonicMs() < renewedMs + leaseMs,
    async stop() {
      stopping = true;
      wakeUp.wake();
      await loop;
      try {
        if (nodeId !== null) await nodeDelete(database, nodeId);
      } catch (error) {
        log.warn(
          { reason: messageOf(error) },
          'this node could not take its name out of the list; its lease will end',
        );
      }
      nodeId = null;
    },
  };
}
