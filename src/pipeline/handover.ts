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
}

/**
 * From `changes` to `delivery`: the only thing the two know of each other. `changes` asks for room before it commits,
 * writes the deliveries as held by the node that has room (or by nobody), and hands them over after the commit. If the
 * process dies in between, the rows are there and the node's lease ends.
 */
export interface Handover {
  /** The id of this node, if it can hold that many deliveries more; null when it is full, or does not send. */
  reserve(count: number): string | null;
  /** Sends what was committed under a reservation. */
  accept(owed: readonly OwedDelivery[]): void;
  /** Gives a reservation back: the transaction was rolled back. */
  release(count: number): void;
  /** Says that something is due that no node holds. */
  wake(): void;
}
