import type { JsonObject } from '../base/json.ts';

/** An object as it is stored. */
export interface ObjectRecord {
  organizationId: string;
  /** UUID, version 7. */
  id: string;
  /** A type of the organization's catalogue, such as `package_key`. */
  type: string;
  /** The whole number that some dialects show as its id. Unique among the organization's objects of this type. */
  number: number;
  /** Grows by one with each change. */
  version: number;
  fields: JsonObject;
  /** The parents it hangs on: relation name → ids. A relation to one parent has one id. */
  links: Record<string, string[]>;
  createdAt: Date;
  updatedAt: Date;
}

/** The objects that an object hangs on, by relation; only relations to one parent. */
export type Related = Record<string, ObjectRecord>;

/** What was done to an object. */
export type Operation = 'created' | 'updated' | 'deleted';

/** The id of the parent on a relation to one, if there is one. */
export function parentId(object: ObjectRecord, relation: string): string | undefined {
  return object.links[relation]?.[0];
}
