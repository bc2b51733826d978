import type { ObjectType } from '../../shared/api/types.ts';
import { fieldsOf } from './catalogue.ts';
import { type FieldValue, read, same, typed, type ValueProblem } from './field-value.ts';

/** What a form holds: the fields by name, and the parents by relation. */
export interface Values {
  fields: Record<string, FieldValue>;
  links: Record<string, { id: string; label: string }[]>;
}

/** What the form begins with: the object, or the defaults of its type. */
export function valuesOf(
  type: ObjectType,
  object?: { fields: Record<string, unknown>; parents: Record<string, { id: string; label: string }[]> },
): Values {
  const fields: Values['fields'] = {};
  for (const [name, schema] of fieldsOf(type)) {
    fields[name] = typed(schema, object === undefined ? schema.default : object.fields[name]);
  }
  const links: Values['links'] = {};
  for (const { name } of type.relations) links[name] = object?.parents[name] ?? [];
  return { fields, links };
}

/** What is asked of the API: only what differs from before; or what cannot be read. */
export function changeFrom(
  type: ObjectType,
  before: Values,
  now: Values,
): { fields: Record<string, unknown>; links: Record<string, string[]>; problems: ValueProblem[] } {
  const fields: Record<string, unknown> = {};
  const problems: ValueProblem[] = [];
  for (const [name, schema] of fieldsOf(type)) {
    const value = now.fields[name] ?? '';
    if (same(value, before.fields[name] ?? '')) continue;
    const asked = read(schema, value, `/fields/${name}`, problems);
    if (asked !== undefined) fields[name] = asked;
  }
  const links: Record<string, string[]> = {};
  for (const { name } of type.relations) {
    const ids = (values: Values) => (values.links[name] ?? []).map(({ id }) => id);
    if (ids(now).join() !== ids(before).join()) links[name] = ids(now);
  }
  return { fields, links, problems };
}
