import type { Snapshot } from '../../store/records/event.ts';
import type { Timings } from '../delivery/attempt.ts';
import type { Reason } from '../delivery/reasons.ts';

/** Where a delivery stands. */
export const deliveryStates = ['waiting', 'retrying', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** An attempt of a delivery, a "before" call, which has no event yet, or a test, which has none at all. */
export const attemptKinds = ['delivery', 'before', 'test'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

export interface EventView {
  id: string;
  type: string;
  objectType: string;
  objectId: string;
  transactionId: string;
  actor: string;
  occurredAt: Date;
}

export interface EventDetails extends EventView {
  data: Snapshot;
  /** One for each webhook that was told, in the order of their creation. */
  deliveries: DeliveryView[];
}

export interface DeliveryView {
  id: string;
  eventId: string;
  webhookId: string;
  eventType: string;
  objectType: string;
  objectId: string;
  transactionId: string;
  state: DeliveryState;
  /** Attempts that were made, resends included. */
  attempts: number;
  /** When the next attempt is due. Null when nothing more is owed, and while it is held. */
  dueAt: Date | null;
  /** True while it waits for its webhook to be switched on. */
  held: boolean;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastReason: Reason | null;
  /** Who has given it up by hand, by name. */
  cancelledBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface DeliveryDetails extends DeliveryView {
  /** Oldest first. */
  attemptList: AttemptView[];
}

export interface AttemptView {
  id: string;
  kind: AttemptKind;
  deliveryId: string | null;
  eventId: string | null;
  webhookId: string;
  eventType: string;
  objectType: string;
  /** Null in a "before" call for an object that is not saved yet. */
  objectId: string | null;
  transactionId: string;
  /** 1 for the first attempt of its delivery. */
  number: number;
  startedAt: Date;
  timings: Timings;
  /** Null where no answer came. */
  status: number | null;
  /** Null when it succeeded. */
  reason: Reason | null;
  detail: string | null;
}

export interface AttemptDetails extends AttemptView {
  request: LoggedRequest;
  /** Null where no answer came. */
  response: LoggedResponse | null;
}

/** What was sent: credentials and signatures are left out of `headers`. */
export interface LoggedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** The exact bytes; null where the request had none or they are no longer kept. */
  body: Buffer | null;
}

/** What came back: data from outside, never to be rendered. */
export interface LoggedResponse {
  status: number;
  headers: Record<string, string | string[]>;
  /** The first bytes, as they came. */
  body: Buffer;
  /** How many bytes arrived before reading stopped. */
  size: number;
}
