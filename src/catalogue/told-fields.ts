import type { ObjectType } from './catalogue.ts';
import type { ObjectRecord } from './object-record.ts';

const known = new WeakMap<ObjectType, readonly string[]>();

/** The fields of a type that no event has. */
export function untoldFields(type: ObjectType | undefined): readonly string[] {
  if (type === undefined) return [];
  let names = known.get(type);
  if (names === undefined) {
    names = Object.keys(type.fields).filter((name) => type.fields[name]?.neverTold);
    known.set(type, names);
  }
  return names;
}

/** The object as events show it. Nearly every type tells all of its fields: then it is the object itself. */
export function withoutUntold(type: ObjectType, object: ObjectRecord): ObjectRecord {
  const untold = untoldFields(type);
  if (untold.length === 0) return object;
  const fields = Object.fromEntries(Object.entries(object.fields).filter(([name]) => !untold.includes(name)));
  return { ...object, fields };
}
