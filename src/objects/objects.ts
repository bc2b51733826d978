import type { Problem } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import type { ObjectVersion } from '../store/queries/changes/object-versions-insert.ts';
import type { ListQuery } from '../store/queries/objects/filter.ts';
import type { Context } from './context.ts';
import type { Links, ObjectOperation, ObjectWithRelated } from './operation.ts';
import type { ObjectsAsked, ObjectsPage } from './page.ts';
import type { RemovalPreview } from './preview-removal.ts';
import type { Steps } from './steps/steps.ts';

/**
 * The verbs on objects of every catalogue. Every write ends in `pipeline/changes`: it is saved with its events or
 * not at all. Errors are BellwireErrors: `required`, `invalid`, `duplicate` (each with problems in the catalogue's
 * field names), `not-found`, `conflict`, `refused`, `forbidden`.
 */
export interface Objects {
  create(
    context: Context,
    input: { type: string; fields: JsonObject; links: Links },
  ): Promise<ObjectWithRelated>;
  update(
    context: Context,
    input: { type: string; id: string; fields: JsonObject; links?: Links; version?: number },
  ): Promise<ObjectWithRelated>;
  /** Answers with the object as it was. */
  remove(context: Context, input: { type: string; id: string; version?: number }): Promise<ObjectWithRelated>;
  /** What the removal would take along. Does nothing. */
  previewRemoval(context: Context, input: { type: string; id: string }): Promise<RemovalPreview>;
  /** Several operations, all or none, in one transaction. An object may be named only once. */
  apply(context: Context, operations: readonly ObjectOperation[]): Promise<ObjectWithRelated[]>;
  /** An operation that changes objects in steps, each told by itself, in one transaction. */
  operate<T>(context: Context, work: (steps: Steps) => Promise<T>): Promise<T>;
  /** What would be wrong with creating this (`id` null) or with changing that one so. Saves and sends nothing. */
  validate(
    context: Context,
    input: { type: string; id: string | null; fields: JsonObject; links: Links; partial: boolean },
  ): Promise<Problem[]>;
  get(context: Context, input: { type: string; id: string }): Promise<ObjectWithRelated>;
  /** The objects of a type with these ids, by id. Those that are not there are not in the answer. */
  getMany(
    context: Context,
    input: { type: string; ids: readonly string[] },
  ): Promise<Map<string, ObjectRecord>>;
  /** The objects of these types with these whole numbers, by number. Those that are not there are not in the answer. */
  getNumbered(
    context: Context,
    input: { types: readonly string[]; numbers: readonly number[] },
  ): Promise<Map<number, ObjectRecord>>;
  /** The first object (in the order of creation) for which a field has this very value, or null. */
  find(
    context: Context,
    input: { type: string; field: string; value: string | number },
  ): Promise<ObjectWithRelated | null>;
  /** A page of how one object has stood after each change, of types that keep this. It may have gone. */
  versions(
    context: Context,
    asked: {
      type: string;
      number: number;
      direction: 'ascending' | 'descending';
      limit: number;
      offset: number;
    },
  ): Promise<{ versions: ObjectVersion[]; total: number }>;
  /** A page by key, in any order. */
  page(context: Context, asked: ObjectsAsked): Promise<ObjectsPage>;
  /** How many children of each type hang on an object. */
  childrenCount(context: Context, id: string): Promise<{ type: string; relation: string; count: number }[]>;
  /** A page, and how many there are in all. */
  list(context: Context, query: ListQuery): Promise<{ objects: ObjectWithRelated[]; total: number }>;
  /**
   * The children of many objects by one relation: parent id → children, at most `limit` for each parent and
   * `limitInAll` for all.
   */
  childrenOf(
    context: Context,
    input: { parentIds: string[]; type: string; relation: string; limit: number; limitInAll?: number | null },
  ): Promise<Map<string, ObjectWithRelated[]>>;
  /**
   * How many children of a type many objects have by one relation: parent id → count, without those that have none.
   * With `fields`, those that have these values.
   */
  childrenCounts(
    context: Context,
    input: { parentIds: string[]; type: string; relation: string; fields?: JsonObject | null },
  ): Promise<Map<string, number>>;
  /** All parents on a relation to many, such as a member's roles: child id → parents. */
  parentsOf(
    context: Context,
    input: { childIds: string[]; relation: string },
  ): Promise<Map<string, ObjectRecord[]>>;
}
