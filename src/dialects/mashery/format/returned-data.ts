import type { JsonObject } from '../../../base/json.ts';
import type { Answer } from '../../../pipeline/delivery/attempt.ts';
import type { Snapshot } from '../../../store/records/event.ts';
import { jsonOf } from './answer-json.ts';
import { changedFields } from './changed-fields.ts';
import { objectIn } from './object-in-answer.ts';

/**
 * What the answer to a call after the save changes in the object ("data returned" in the vendor's table): the
 * writable fields that differ from those sent. Null where it changes nothing, and after a delete.
 */
export function returnedData(sent: Snapshot, answer: Answer): JsonObject | null {
  if (sent.operation === 'deleted' || answer.status < 200 || answer.status > 299) return null;
  const read = jsonOf(answer);
  const object = read.is === 'json' ? objectIn(sent.object.type, read.value) : undefined;
  const changed = object === undefined ? {} : changedFields(sent, object);
  return Object.keys(changed).length === 0 ? null : changed;
}
