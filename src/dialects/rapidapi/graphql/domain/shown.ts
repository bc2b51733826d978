import type { JsonObject } from '../../../../base/json.ts';
import type { ObjectRecord } from '../../../../catalogue/object-record.ts';
import { objectSnapshotOf } from '../../../../pipeline/snapshot.ts';
import { rowOf } from '../../catalogue/row.ts';

/** An object as resolvers hand it on: its row, and itself for what hangs together with it. */
export type Shown = JsonObject & { [record]: ObjectRecord };

const record = Symbol('record');

export function shown(object: ObjectRecord): Shown {
  return { ...plain(object), [record]: object };
}

export function shownOrNull(object: ObjectRecord | null | undefined): Shown | null {
  return object ? shown(object) : null;
}

/** As a JSON value, for results of the type `Any`. */
export function plain(object: ObjectRecord): JsonObject {
  return rowOf(objectSnapshotOf(object), { operation: null, occurredAt: object.updatedAt });
}

export function recordOf(source: Shown): ObjectRecord {
  return source[record];
}
