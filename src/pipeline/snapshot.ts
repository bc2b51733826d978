import type { ObjectRecord, Operation, Related } from '../catalogue/object-record.ts';
import type { ChangeSnapshot, ObjectSnapshot, RowSnapshot } from '../store/records/event.ts';

/** The snapshot of a change. */
export function snapshotOf(operation: Operation, object: ObjectRecord, related: Related): ChangeSnapshot {
  return { operation, ...rowSnapshotOf({ object, related }) };
}

/** An object with the objects it hangs on. */
export function rowSnapshotOf({ object, related }: { object: ObjectRecord; related: Related }): RowSnapshot {
  return {
    object: objectSnapshotOf(object),
    related: Object.fromEntries(
      Object.entries(related).map(([relation, parent]) => [relation, objectSnapshotOf(parent)]),
    ),
  };
}

/** One object as plain JSON. */
export function objectSnapshotOf(object: ObjectRecord): ObjectSnapshot {
  return {
    type: object.type,
    id: object.id,
    number: object.number,
    createdAt: object.createdAt.toISOString(),
    updatedAt: object.updatedAt.toISOString(),
    fields: object.fields,
  };
}
