import { type Field, typeOf } from '../../../catalogue/catalogue.ts';
import { masheryCatalogue } from '../catalogue/index.ts';
import { v2DerivedFields } from '../v2-fields.ts';
import { type TypeView, typeViewOf } from './views.ts';

/** A field of a type by its V2 name, and where its value is kept. */
export interface FieldView {
  name: string;
  kind: Field['type'] | 'date';
  /** Null for what is computed when an object is shown: nothing can be found or sorted by it. */
  stored: { field: string; relation?: string } | null;
}

/** What V2 adds to the stored fields, and where the values come from. */
const derived: Readonly<Record<string, Omit<FieldView, 'name'>>> = {
  id: { kind: 'integer', stored: { field: 'number' } },
  uuid: { kind: 'string', stored: { field: 'id' } },
  created: { kind: 'date', stored: { field: 'createdAt' } },
  updated: { kind: 'date', stored: { field: 'updatedAt' } },
  username: { kind: 'string', stored: { field: 'username', relation: 'member' } },
  service_key: { kind: 'string', stored: { field: 'service_key', relation: 'service' } },
  is_using_shared_secret: { kind: 'boolean', stored: null },
  limits: { kind: 'array', stored: null },
  object_type: { kind: 'string', stored: null },
};

/**
 * Every field of a type by its V2 name, those included that V2 does not show (see `v3OnlyFields`), and the custom
 * fields of the organization.
 */
export function fieldsOf(type: string, customFields: readonly string[]): ReadonlyMap<string, FieldView> {
  const seen = typeViewOf(type);
  if (seen !== undefined) return fieldsSeen(seen);
  const fields = new Map<string, FieldView>();
  for (const name of customFields) fields.set(name, { name, kind: 'string', stored: { field: name } });
  for (const name of v2DerivedFields[type] ?? []) {
    fields.set(name, { name, ...(derived[name] ?? { kind: 'string', stored: null }) });
  }
  for (const [name, field] of Object.entries(typeOf(masheryCatalogue, type).fields)) {
    fields.set(name, { name, kind: field.type, stored: field.writeOnly ? null : { field: name } });
  }
  return fields;
}

function fieldsSeen({ of, fields }: TypeView): ReadonlyMap<string, FieldView> {
  const all = fieldsOf(of, []);
  return new Map([...fields, 'object_type'].map((name) => [name, all.get(name)!]));
}
