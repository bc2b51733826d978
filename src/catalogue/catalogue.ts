import type { Problem } from '../base/errors.ts';
import type { Ids } from '../base/ids.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { ObjectRecord, Operation, Related } from './object-record.ts';

/** What a dialect declares: its object types. Data, checked once by `checkCatalogue`. */
export interface Catalogue {
  dialect: string;
  types: Readonly<Record<string, ObjectType>>;
  /** Objects that every new organization begins with, made without an event. */
  firstObjects: readonly { type: string; fields: JsonObject }[];
}

/** One kind of object. */
export interface ObjectType {
  /** As in events and tables: `package_key`. */
  name: string;
  /** As in query languages and lists: `package_keys`. */
  plural: string;
  /** As people say it: `package key`. */
  title: string;
  fields: Readonly<Record<string, Field>>;
  relations: Readonly<Record<string, Relation>>;
  unique: readonly UniqueRule[];
  /** Which operations are told to the outside. */
  emits: readonly Operation[];
  /** Each object is kept as every change has left it, for as long as the organization is there. */
  keepsVersions?: boolean;
  /** Whether an organization may add text fields of its own to this type. */
  customFields: boolean;
  /** What an update of this type changes in others. */
  cascades: readonly UpdateCascade[];
  /** Names the relation whose other children of this type `complete` and `check` need to see. */
  siblingsOn?: (related: Related) => string | null;
  /** Fields that Bellwire fills where the caller left them blank: generated keys, statuses by moderation. */
  complete?: (draft: Draft) => JsonObject;
  /** Rules that no schema can say. Called after the schema has passed. */
  check?: (draft: Draft) => Problem[];
  /** Why an object cannot be removed, whatever would take it along; null where it can. */
  staysBecause?: (object: ObjectRecord) => string | null;
}

/** One field, in the terms of JSON Schema, with what Bellwire adds. */
export interface Field {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';
  title: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  enum?: readonly string[];
  format?: 'date-time' | 'email' | 'ipv4';
  items?: JsonObject;
  /** Must be given, and not blank, when the object is created. */
  required?: boolean;
  /** Set by Bellwire; ignored when a caller gives it. */
  readOnly?: boolean;
  /** Taken when the object is created, ignored afterwards. */
  createOnly?: boolean;
  /** Checked, then forgotten: never stored, answered or sent. */
  writeOnly?: boolean;
  /** Stored and answered, but never part of an event: secrets, and what only Bellwire needs. */
  neverTold?: boolean;
  /** Where it is not given. Without one: an empty string, false, 0, `{}` or `[]`. */
  default?: Json;
  /** Values that an object, once it has left them, cannot go back to. */
  noReturnTo?: readonly string[];
}

/** Where an object hangs. */
export interface Relation {
  /** The parent's type. */
  to: string;
  cardinality: 'one' | 'many';
  required: boolean;
  /** Cannot be moved to another parent. */
  createOnly: boolean;
  /**
   * Taken from the parent on another relation rather than from the caller: a key's member is its application's.
   * Such a relation follows the other one when that is set.
   */
  through?: string;
  /** What becomes of the child when the parent goes. */
  whenParentGoes: 'remove' | 'refuse' | 'unlink';
  /** Whether events of the child carry this parent. Only for cardinality `one`. */
  nested: boolean;
}

/** Values that may stand only once. */
export interface UniqueRule {
  name: string;
  field: string;
  /** Unique among the children of the parent on this relation; without it, in the organization. */
  within?: string;
  /** The value is not freed when its object goes. */
  keptForever: boolean;
}

/** When `field` becomes `becomes`, the children of type `childType` on `relation` are set to `set`. */
export interface UpdateCascade {
  field: string;
  becomes: string;
  childType: string;
  relation: string;
  /** Children that already stand so are left alone. */
  set: JsonObject;
}

/** An object that is about to be created or changed. */
export interface Draft {
  /** Null when it is being created. */
  before: ObjectRecord | null;
  fields: JsonObject;
  related: Related;
  /** The other objects of this type that hang on the parent `siblingsOn` named. */
  siblings: readonly ObjectRecord[];
  ids: Pick<Ids, 'key'>;
}

/** The type of that name. A name from outside must have been checked before. */
export function typeOf(catalogue: Catalogue, name: string): ObjectType {
  const type = Object.hasOwn(catalogue.types, name) ? catalogue.types[name] : undefined;
  if (type === undefined) throw new Error(`The catalogue ${catalogue.dialect} has no type ${name}`);
  return type;
}

/** The event type of an operation on a type: `package_key.created`. */
export function eventTypeOf(type: string, operation: Operation): string {
  return `${type}.${operation}`;
}

/** Every type that hangs on `parentType`, with the relation it does so by. */
export function childRelations(
  catalogue: Catalogue,
  parentType: string,
): { type: ObjectType; name: string; relation: Relation }[] {
  return Object.values(catalogue.types).flatMap((type) =>
    Object.entries(type.relations)
      .filter(([, relation]) => relation.to === parentType)
      .map(([name, relation]) => ({ type, name, relation })),
  );
}
