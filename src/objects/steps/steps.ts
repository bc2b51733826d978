import type { JsonObject } from '../../base/json.ts';
import type { ObjectType } from '../../catalogue/catalogue.ts';
import type { ObjectRecord } from '../../catalogue/object-record.ts';
import type { Links } from '../operation.ts';

/**
 * What an operation with steps does its work with. All that it does is one transaction: saved with what is told of it, or
 * not at all. It may be run several times before that, so it has no effects of its own.
 *
 * Objects are seen as they are by now in the operation.
 */
export interface Steps {
  /** Throws `not-found`. */
  get(type: string, id: string): Promise<ObjectRecord>;
  /** By the whole number. Null when there is none. */
  findByNumber(type: string, number: number): Promise<ObjectRecord | null>;
  /** The first for which a text field has this very value, or null. */
  findByField(type: string, field: string, value: string): Promise<ObjectRecord | null>;
  children(type: string, relation: string, parents: readonly ObjectRecord[]): Promise<ObjectRecord[]>;
  create(type: string, input: { fields: JsonObject; links: Links }): Promise<ObjectRecord>;
  /** Answers with the object after it. What changes nothing is no change, and is not told. */
  update(object: ObjectRecord, fields: JsonObject, links?: Links): Promise<ObjectRecord>;
  /** The same, told to nobody. */
  updateSilently(object: ObjectRecord, fields: JsonObject): Promise<ObjectRecord>;
  /** The text that is kept sealed beside an object; null where there is none. */
  secretOf(object: ObjectRecord): Promise<string | null>;
  /**
   * Keeps a text sealed beside an object, in no field, answer or event; null leaves none. The object has to be changed with
   * it, by `update` or `touch`: that is what others who change it are kept apart by.
   */
  keepSecret(object: ObjectRecord, text: string | null): void;
  /** Counts as changed because of what has changed elsewhere. */
  touch(...objects: readonly ObjectRecord[]): Promise<void>;
  /** With all that hangs on them, children first. Those of which `tells` says so are told; the rest go silently. */
  remove(objects: readonly ObjectRecord[], tells: (type: ObjectType) => boolean): Promise<void>;
  /**
   * Begins the next step. Within one, what is done to an object is told as one thing, and objects of one type as one event;
   * what different steps do is told apart.
   */
  nextStep(): void;
}
