import type { JsonObject } from '../../base/json.ts';
import type { Operation } from '../../catalogue/object-record.ts';

/** A change, told to the outside. Written by `changes`, sent by `delivery`, kept by `log`. */
export interface EventRecord {
  organizationId: string;
  /** UUID, version 7. Never changes, however often the event is sent: it is the receiver's key for repeats. */
  id: string;
  /** `package_key.created`. */
  type: string;
  objectType: string;
  objectId: string;
  /** Shared by all changes of one operation and by the "before" calls that went ahead of it. */
  transactionId: string;
  /** Who did it. */
  actor: string;
  occurredAt: Date;
  data: Snapshot;
  /** The span that saves it, where tracing is on; in memory only, and in `event_traces` for later attempts. */
  traceparent?: string;
  /** The JSON text of the object's fields, once it was asked for (`fieldsJsonOf`); in memory only. */
  fieldsJson?: string;
}

/** An object as it was after the change (before it, when it was deleted), with the objects it hangs on. */
export interface RowSnapshot {
  object: ObjectSnapshot;
  related: Record<string, ObjectSnapshot>;
}

/** What an event tells. */
export interface Snapshot extends RowSnapshot {
  /** Null for an event that is none of a change, such as one that another system has published. */
  operation: Operation | null;
  /** The others of its type to which the same was done in the same step; absent where there are none. */
  more?: readonly RowSnapshot[];
  /** The ids of the webhooks that it is for; without it, it is for all that want it. */
  onlyFor?: readonly string[];
  /** When fields in here were erased for good, and the bodies with them: such an event is never sent again. */
  erasedAt?: string;
}

/** The snapshot of a change. */
export interface ChangeSnapshot extends Snapshot {
  operation: Operation;
}

/** One object in a snapshot: plain JSON. Times are ISO 8601 in UTC. */
export interface ObjectSnapshot {
  type: string;
  id: string;
  /** Null in a "before" call for an object that is not saved yet. */
  number: number | null;
  createdAt: string | null;
  updatedAt: string | null;
  fields: JsonObject;
}
