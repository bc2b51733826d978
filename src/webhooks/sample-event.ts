import type { Clock } from '../base/clock.ts';
import { invalid } from '../base/errors.ts';
import type { Ids } from '../base/ids.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Catalogue, Field, ObjectType } from '../catalogue/catalogue.ts';
import { emptyValue } from '../catalogue/empty-value.ts';
import type { Operation } from '../catalogue/object-record.ts';
import type { EventRecord, ObjectSnapshot } from '../store/records/event.ts';

/** What a sample is made from. */
export interface SampleInput {
  organizationId: string;
  actor: string;
  /** `package_key.created`; the first that the catalogue tells of when it is not given. */
  type?: string | undefined;
  /** Fields of the object; those that are not given are made up. */
  data?: JsonObject | undefined;
  /** Better fields than made-up ones, by object type. */
  examples?: Readonly<Record<string, JsonObject>> | undefined;
}

/**
 * An event as it could happen, told of an object that is not there. A type that the catalogue does not have is taken
 * where `data` says what to tell. Throws `invalid` otherwise.
 */
export function sampleEvent(
  { clock, ids }: { clock: Clock; ids: Pick<Ids, 'uuid'> },
  catalogue: Catalogue,
  input: SampleInput,
): EventRecord {
  const named = input.type === undefined ? firstTold(catalogue) : toldAs(catalogue, input.type);
  if (named === null && input.data === undefined) throw unknownType(input.type);
  const now = clock.now();
  const objectOf = (type: ObjectType): ObjectSnapshot => ({
    type: type.name,
    id: ids.uuid(),
    number: 1_000_001,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    fields: { ...sampleFields(type, now), ...input.examples?.[type.name] },
  });
  const type = input.type ?? (named === null ? '' : `${named.type.name}.${named.operation}`);
  const object = named === null ? blankObject(type, ids.uuid()) : objectOf(named.type);
  return {
    organizationId: input.organizationId,
    id: ids.uuid(),
    type,
    objectType: object.type,
    objectId: object.id,
    transactionId: ids.uuid(),
    actor: input.actor,
    occurredAt: now,
    data: {
      operation: named?.operation ?? null,
      object: { ...object, fields: { ...object.fields, ...input.data } },
      related: named === null ? {} : relatedOf(catalogue, named.type, objectOf),
    },
  };
}

function toldAs(catalogue: Catalogue, name: string): { type: ObjectType; operation: Operation } | null {
  const [typeName = '', operation = ''] = name.split('.', 2);
  const type = Object.hasOwn(catalogue.types, typeName) ? catalogue.types[typeName] : undefined;
  const told = type?.emits.find((one) => one === operation);
  return type === undefined || told === undefined ? null : { type, operation: told };
}

function firstTold(catalogue: Catalogue): { type: ObjectType; operation: Operation } | null {
  const type = Object.values(catalogue.types).find(({ emits }) => emits.length > 0);
  const operation = type?.emits[0];
  return type === undefined || operation === undefined ? null : { type, operation };
}

function relatedOf(catalogue: Catalogue, type: ObjectType, objectOf: (type: ObjectType) => ObjectSnapshot) {
  const nested = Object.entries(type.relations).filter(([, relation]) => relation.nested);
  return Object.fromEntries(
    nested.flatMap(([name, { to }]) => {
      const parent = catalogue.types[to];
      return parent === undefined ? [] : [[name, objectOf(parent)]];
    }),
  );
}

function blankObject(type: string, id: string): ObjectSnapshot {
  return {
    type: type.split('.', 1)[0] ?? '',
    id,
    number: null,
    createdAt: null,
    updatedAt: null,
    fields: {},
  };
}

function sampleFields(type: ObjectType, now: Date): JsonObject {
  const told = Object.entries(type.fields).filter(([, field]) => !field.writeOnly && !field.neverTold);
  return Object.fromEntries(told.map(([name, field]) => [name, sampleValue(field, now)]));
}

function sampleValue(field: Field, now: Date): Json {
  if (field.default !== undefined) return field.default;
  if (field.enum?.[0] !== undefined) return field.enum[0];
  if (field.format === 'date-time') return now.toISOString();
  if (field.format === 'email') return 'ada@example.com';
  if (field.format === 'ipv4') return '203.0.113.7';
  if (field.type === 'string') return field.title.slice(0, field.maxLength);
  return emptyValue(field);
}

function unknownType(type: string | undefined) {
  const message =
    type === undefined
      ? 'must be given, since nothing is told of here by itself'
      : 'is not told of here; give data to say what a test tells';
  return invalid('The test is not valid.', [{ field: 'type', message }]);
}
