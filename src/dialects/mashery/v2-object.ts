import type { JsonObject } from '../../base/json.ts';
import { type Field, typeOf } from '../../catalogue/catalogue.ts';
import { emptyValue } from '../../catalogue/empty-value.ts';
import type { ObjectSnapshot } from '../../store/records/event.ts';
import { masheryCatalogue } from './catalogue/index.ts';
import { limitsOf } from './limits.ts';
import { v2DerivedFields, v3OnlyFields } from './v2-fields.ts';
import { wholeSeconds } from './whole-seconds.ts';

/** An object with the objects it hangs on, by relation: a `Snapshot`, or one made with `objectSnapshotOf`. */
export interface Shown {
  object: ObjectSnapshot;
  related: Readonly<Record<string, ObjectSnapshot>>;
}

/**
 * `event`: the related objects nested whole, as trigger calls carry them. `result`: the flat object that V2's
 * create, fetch and update answer; a query that selects related objects nests them itself.
 */
export type V2Mode = 'event' | 'result';

/** Which related objects the samples of trigger calls nest. A key's service shows in `service_key` alone. */
const nestedIn: Readonly<Record<string, readonly string[]>> = {
  application: ['member'],
  key: ['member', 'application'],
  package_key: ['member', 'application', 'package', 'plan'],
};

/** What the sample of a package key that is not saved yet shows for its dates. */
const neverSaved = '1970-01-01T00:00:00Z';

/**
 * An object in the words of V2 (snake case): every field present, empty ones as `""`, `false` or 0, `id` a whole
 * number, dates without milliseconds. An object that is not saved yet has no `id` and no `uuid`; its dates are
 * `unsavedAt`, save for a package key's, as in the vendor's samples.
 */
export function toV2Object(shown: Shown, mode: V2Mode, unsavedAt?: Date): JsonObject {
  if (mode === 'result') return { ...flatObject(shown, unsavedAt), ...blankPasswords(shown.object.type) };
  const { object, related } = shown;
  const result = flatObject(shown, unsavedAt);
  for (const relation of nestedIn[object.type] ?? []) {
    const parent = related[relation];
    // Whoever publishes an event can name anything as a parent; what is none in Mashery is not shown.
    if (parent?.type === relation) result[relation] = flatObject({ object: parent, related }, undefined);
  }
  return result;
}

function flatObject(shown: Shown, unsavedAt: Date | undefined): JsonObject {
  const { object, related } = shown;
  const shape = shapeOf(object.type);
  const result: JsonObject = {};
  if (object.number !== null) {
    result.id = object.number;
    if (shape.derived.has('uuid')) result.uuid = object.id;
  }
  const dates = {
    created: dateOf(object, object.createdAt, unsavedAt),
    updated: dateOf(object, object.updatedAt, unsavedAt),
  };
  if (!shape.datesBehind) Object.assign(result, dates);
  for (const [name, field] of shape.fields) result[name] = object.fields[name] ?? emptyValue(field);
  if (shape.datesBehind) Object.assign(result, dates);
  for (const name in object.fields) {
    // What is left are custom fields, which V2 shows flat beside its own.
    if (!shape.known.has(name)) result[name] = object.fields[name] ?? '';
  }
  if (shape.derived.has('service_key')) result.service_key = related.service?.fields.service_key ?? '';
  if (shape.derived.has('username')) result.username = related.member?.fields.username ?? '';
  if (shape.derived.has('is_using_shared_secret'))
    result.is_using_shared_secret = Number(object.fields.shared_secret_length ?? 0) > 0;
  if (shape.derived.has('limits')) result.limits = limitsOf(object, related).map((limit) => ({ ...limit }));
  result.object_type = object.type;
  return result;
}

/** What V2 shows of a type. */
interface Shape {
  fields: readonly (readonly [string, Field])[];
  derived: ReadonlySet<string>;
  /** Whether the dates stand behind the fields: so they do in the vendor's samples of package keys, and ahead of them elsewhere. */
  datesBehind: boolean;
  /** Every name that a custom field must not pass for. */
  known: ReadonlySet<string>;
}

/** Worked out once for each type: bodies are made for every event. */
const shapes = new Map<string, Shape>();

function shapeOf(name: string): Shape {
  const made = shapes.get(name);
  if (made !== undefined) return made;
  const fields = Object.entries(typeOf(masheryCatalogue, name).fields);
  const derived = v2DerivedFields[name] ?? [];
  const shape = {
    fields: fields.filter(([field, { writeOnly }]) => !writeOnly && !v3OnlyFields[name]?.includes(field)),
    derived: new Set(derived),
    datesBehind: name === 'package_key',
    known: new Set([...fields.map(([field]) => field), ...derived]),
  };
  shapes.set(name, shape);
  return shape;
}

/** V2's results show write-only fields blank, since nobody keeps them; events leave them out. */
function blankPasswords(type: string): JsonObject {
  const fields = Object.entries(typeOf(masheryCatalogue, type).fields);
  return Object.fromEntries(fields.filter(([, field]) => field.writeOnly).map(([name]) => [name, '']));
}

/** `YYYY-MM-DDThh:mm:ssZ`: V2 counts in whole seconds. */
function dateOf(object: ObjectSnapshot, at: string | null, unsavedAt: Date | undefined): string {
  const isUnsaved = object.number === null;
  if (isUnsaved && object.type === 'package_key') return neverSaved;
  const time = at ?? unsavedAt?.toISOString();
  return time === undefined ? neverSaved : wholeSeconds(time);
}
