import type { ObjectWithRelated } from '../../../objects/operation.ts';
import { objectSnapshotOf } from '../../../pipeline/snapshot.ts';
import type { Shown } from '../v2-object.ts';

/** An object as the serializers take it. */
export function shownFrom({ object, related }: ObjectWithRelated): Shown {
  return {
    object: objectSnapshotOf(object),
    related: Object.fromEntries(
      Object.entries(related).map(([relation, parent]) => [relation, objectSnapshotOf(parent)]),
    ),
  };
}
