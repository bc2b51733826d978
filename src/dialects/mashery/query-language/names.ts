import { v3OnlyFields } from '../v2-fields.ts';
import { type FieldView, fieldsOf } from './fields.ts';
import type { Name } from './query.ts';
import { QueryError } from './query-error.ts';
import { type RelationView, relationsOf } from './relations.ts';

/** The custom fields of a type in the organization that is asked. */
export type CustomFieldsOf = (type: string) => readonly string[];

/** The relation of that name, or an error that names those there are. */
export function relationNamed(type: string, name: Name): RelationView {
  const relations = relationsOf(type);
  const view = relations.get(name.text);
  if (view !== undefined) return view;
  const known = [...relations.keys()].join(', ') || 'none';
  throw new QueryError(name.column, `${withArticle(type)} has no relation ${name.text}; it has: ${known}`);
}

/** The field of that name, or an error that names those there are. */
export function fieldNamed(type: string, name: Name, customFieldsOf: CustomFieldsOf): FieldView {
  const hidden = v3OnlyFields[type] ?? [];
  const fields = fieldsOf(type, customFieldsOf(type));
  const field = fields.get(name.text);
  if (field !== undefined && !hidden.includes(field.name)) return field;
  const known = [...fields.keys()].filter((each) => !hidden.includes(each)).join(', ');
  throw new QueryError(name.column, `${withArticle(type)} has no field ${name.text}; it has: ${known}`);
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
