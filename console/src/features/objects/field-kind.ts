import type { FieldSchema } from './catalogue.ts';

/** How a field is shown in a form. */
export type FieldKind = 'switch' | 'choice' | 'number' | 'lines' | 'text' | 'group' | 'rows' | 'json';

/**
 * Objects whose fields are described are a group, lists of such objects are rows. Only what the schema says nothing more of
 * is edited as JSON.
 */
export function kindOf(schema: FieldSchema): FieldKind {
  const { type, items, enum: values, properties } = schema;
  if (type === 'boolean') return 'switch';
  if (values !== undefined) return 'choice';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'object') return hasFields(properties) ? 'group' : 'json';
  if (type !== 'array') return 'text';
  if (items?.type === 'string' && items.enum === undefined) return 'lines';
  return items?.type === 'object' && hasFields(items.properties) ? 'rows' : 'json';
}

/** The schema of each entry of `rows`. */
export function entryOf(schema: FieldSchema): FieldSchema {
  return schema.items ?? {};
}

function hasFields(properties: FieldSchema['properties']): boolean {
  return properties !== undefined && Object.keys(properties).length > 0;
}
