import type { JsonObject } from '../base/json.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';

/** One thing to do to one object. */
export type ObjectOperation =
  | { operation: 'create'; type: string; fields: JsonObject; links: Links }
  /** Fields that are not given stay as they are. With a version: `conflict` if the object is at another. */
  | { operation: 'update'; type: string; id: string; fields: JsonObject; links?: Links; version?: number }
  | { operation: 'remove'; type: string; id: string; version?: number };

/** Parents by relation name. Ids are checked: a parent that is not there is a problem of the field of that name. */
export type Links = Record<string, string[]>;

/** An object with the objects it hangs on. */
export interface ObjectWithRelated {
  object: ObjectRecord;
  related: Related;
}
