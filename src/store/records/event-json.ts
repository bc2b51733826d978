import { joinedJson } from '../../base/json.ts';
import type { EventRecord, Snapshot } from './event.ts';

/**
 * The JSON text of the fields of an event's object: nearly all there is to an event, and part of what is kept of it as well as
 * of what is sent. So it is made once.
 */
export function fieldsJsonOf(event: EventRecord): string {
  event.fieldsJson ??= JSON.stringify(event.data.object.fields);
  return event.fieldsJson;
}

/** The JSON text of an event's snapshot. */
export function snapshotJsonOf(event: EventRecord): string {
  const { operation, related, more, onlyFor, erasedAt } = event.data;
  const { type, id, number, createdAt, updatedAt } = event.data.object;
  // Complete, or this does not compile: what is added to a snapshot must not get lost here.
  const rest = { operation, related, more, onlyFor, erasedAt } satisfies Record<
    Exclude<keyof Snapshot, 'object'>,
    unknown
  >;
  const object = { type, id, number, createdAt, updatedAt } satisfies Record<
    Exclude<keyof Snapshot['object'], 'fields'>,
    unknown
  >;
  const objectJson = joinedJson(JSON.stringify(object), `{"fields":${fieldsJsonOf(event)}}`);
  return joinedJson(JSON.stringify(rest), `{"object":${objectJson}}`);
}
