import type { EventRecord } from '../store/records/event.ts';
import type { Webhook } from '../store/records/webhook.ts';
import type { Payload } from './delivery/format.ts';

/** A delivery in memory, with all that its next attempt needs. */
export interface OwedDelivery {
  id: string;
  event: EventRecord;
  webhook: Webhook;
  /** Null where the request has no body. */
  payload: Payload | null;
  /** Attempts made so far, resends included. */
  attempts: number;
  /** Attempts made since it was last owed afresh. */
  roundAttempts: number;
  /** Others of the same object may not be sent before it. */
  ordered: boolean;
  /** What a node holds it under; null where no node holds it. */
  ticket: Ticket | null;
}

/** The row by which the database knows what a node holds since a commit or a claim. */
export interface Ticket {
  id: string;
  /** The node's id at that time. It gets another one when it loses its lease, and what it held is anybody's then. */
  nodeId: string;
}

/**
 * From `changes` to `delivery`: the only thing the two know of each other. `changes` asks for room before it commits,
 * writes each delivery as held by this node or by nobody, and hands over what is held after the commit. If the
 * process dies in between, the rows are there and the node's lease ends.
 */
export interface Handover {
  /** The id of this node while it can hold deliveries; null when it does not send. */
  nodeId(): string | null;
  /** Reserves room for one delivery. False when there is none: it then waits in the database. */
  reserve(delivery: OwedDelivery): boolean;
  /** Sends what was committed under a reservation. */
  accept(owed: readonly OwedDelivery[]): void;
  /** Gives reservations back: the transaction was rolled back. */
  release(owed: readonly OwedDelivery[]): void;
  /** Says that something is due that no node holds. */
  wake(): void;
}
