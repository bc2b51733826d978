import type { JsonObject } from '../../base/json.ts';
import type { ObjectType } from '../../catalogue/catalogue.ts';
import type { ObjectRecord, Operation, Related } from '../../catalogue/object-record.ts';
import type { Transaction } from '../../store/database.ts';
import type { PublishedEvent } from './published.ts';

/** One saved difference of one object. */
export interface Change {
  operation: Operation;
  type: ObjectType;
  /** Null when the object is created. */
  before: ObjectRecord | null;
  /** The object after the change; as it was, when it is deleted. */
  after: ObjectRecord;
  /** The objects it hangs on, as they are told to receivers. */
  related: Related;
}

/** What one event tells: something that was done to one or more objects of a type. */
export interface Told {
  operation: Operation;
  type: ObjectType;
  /** In the order in which it was done to them; never none. */
  rows: readonly { object: ObjectRecord; related: Related }[];
}

/** A parent's children as they were when the plan was made. */
export interface ChildrenCheck {
  parentId: string;
  type: string;
  relation: string;
  /** Sorted. */
  ids: readonly string[];
}

/**
 * What an operation would do, worked out without holding any lock. `apply` saves it only if all that it rests on is
 * still so; otherwise it is made again.
 */
export interface Plan {
  organizationId: string;
  /** Children before the parents that take them along. One for each object: how it is saved. */
  changes: readonly Change[];
  /** What is told of an operation that has steps, in order. Without it, each change is told by itself. */
  told?: readonly Told[];
  /** What is kept sealed beside objects that are changed, by their ids; null where nothing is to be left. */
  secrets?: ReadonlyMap<string, Buffer | null>;
  /** Objects that were read and must not have changed: id → version. */
  reads: ReadonlyMap<string, number>;
  /** Children that were counted or taken along: none may have come or gone. */
  children: readonly ChildrenCheck[];
}

/** Fields that "before" receivers asked to change, by object id. They win over what the caller gave. */
export type Enrichments = ReadonlyMap<string, JsonObject>;

/** What is asked of the door for writes. */
export interface ApplyInput {
  organizationId: string;
  /** Who does it. */
  actor: string;
  /** The fields that the organization has added to a type. */
  customFieldsOf(type: string): readonly string[];
  /**
   * Works out what would be done, with the fields that receivers asked for. Called again when that was overtaken by
   * another change; new objects must keep their ids from call to call.
   */
  plan(enrichments: Enrichments): Promise<Plan>;
  /** Nobody is asked and nobody is told: for changes that an answer of a receiver brought. */
  silent?: boolean;
}

/**
 * What else is saved with changes of objects, whoever asked for them and whatever they took along: called in their
 * transaction, once the objects are written. The events that it answers with are told in the same commit. To throw
 * undoes the changes.
 */
export type Along = (
  tx: Transaction,
  saved: { organizationId: string; changes: readonly Change[]; now: Date },
) => Promise<readonly PublishedEvent[]>;
