import type { Json, JsonObject } from '../../../base/json.ts';
import type { Operation } from '../../../catalogue/object-record.ts';
import type { ObjectSnapshot } from '../../../store/records/event.ts';
import { outwardId } from '../ids.ts';

/**
 * A row as events show it: the outward id first, then the fields of the catalogue, then the times. What was not given is
 * null, as the vendor has it. A row that has gone is shown as it was last, marked as deleted at `occurredAt`.
 */
export function rowOf(
  object: ObjectSnapshot,
  told: { operation: Operation | null; occurredAt: Date },
): JsonObject {
  const row: JsonObject = { id: outwardId(object) };
  if (object.type === 'workflow') row.workflowId = object.number;
  for (const [name, value] of Object.entries(object.fields)) row[name] = orNull(value);
  row.createdAt = object.createdAt;
  row.updatedAt = object.updatedAt;
  row.deletedAt = orNull(object.fields.deletedAt ?? '');
  if (told.operation === 'deleted') {
    row.deletedAt ??= told.occurredAt.toISOString();
    if (row.status === 'ACTIVE') row.status = 'DELETED';
  }
  return row;
}

function orNull(value: Json): Json {
  return value === '' ? null : value;
}
