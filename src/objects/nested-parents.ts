import type { ObjectType } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';

/** The ids of the parents that events and answers show with these objects, for one read of all of them. */
export function nestedParentIds(type: ObjectType, objects: readonly ObjectRecord[]): string[] {
  return objects.flatMap((object) => nestedNames(type).flatMap((name) => object.links[name] ?? []));
}

/** Of the parents that were read, those of one object. */
export function nestedParentsOf(
  type: ObjectType,
  object: ObjectRecord,
  parents: ReadonlyMap<string, ObjectRecord>,
): Related {
  return Object.fromEntries(
    nestedNames(type).flatMap((name) => {
      const parent = parents.get(object.links[name]?.[0] ?? '');
      return parent === undefined ? [] : [[name, parent]];
    }),
  );
}

function nestedNames(type: ObjectType): string[] {
  return Object.keys(type.relations).filter((name) => type.relations[name]?.nested);
}
