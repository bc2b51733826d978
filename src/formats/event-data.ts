import { type JsonObject, joinedJson } from '../base/json.ts';
import type { EventRecord, ObjectSnapshot, RowSnapshot } from '../store/records/event.ts';
import { fieldsJsonOf } from '../store/records/event-json.ts';

/**
 * What an event says, as JSON text: the object's fields, what identifies it, and the objects it hangs on. Its largest part,
 * the fields, is not taken apart and put together again. Where an event tells of several objects, this is the first of them and
 * `more` has the others.
 */
export function dataJsonOf(event: EventRecord): string {
  const { object, more } = event.data;
  const own = ownOf(event.data);
  if (more !== undefined) own.more = more.map((row) => ({ ...row.object.fields, ...ownOf(row) }));
  // A field of the object's that has such a name gives way, so that no custom field can pass for what identifies it.
  return Object.keys(own).some((name) => Object.hasOwn(object.fields, name))
    ? JSON.stringify({ ...object.fields, ...own })
    : joinedJson(fieldsJsonOf(event), JSON.stringify(own));
}

/** What stands beside an object's fields. */
function ownOf({ object, related }: RowSnapshot): JsonObject {
  const parents: JsonObject = {};
  for (const relation in related) {
    const parent = related[relation]!;
    parents[relation] = { ...parent.fields, ...identityOf(parent) };
  }
  return { ...identityOf(object), related: parents };
}

function identityOf(object: ObjectSnapshot): JsonObject {
  return {
    id: object.id,
    number: object.number,
    object_type: object.type,
    created_at: object.createdAt,
    updated_at: object.updatedAt,
  };
}
