import type { Json, JsonObject } from '../base/json.ts';
import type { Field, ObjectType } from './catalogue.ts';
import { emptyValue } from './empty-value.ts';

/** The JSON Schema (2020-12 vocabulary that ajv's default also knows) of the stored fields of a type. */
export function jsonSchemaOf(type: ObjectType, customFields: readonly string[]): JsonObject {
  const properties: JsonObject = {};
  for (const [name, field] of Object.entries(type.fields)) properties[name] = jsonSchemaOfField(field);
  for (const name of customFields) properties[name] = { type: 'string', maxLength: customFieldMaxLength };
  return { type: 'object', title: type.title, properties, additionalProperties: false };
}

/** Custom fields are text of at most this many characters. */
export const customFieldMaxLength = 4096;

function jsonSchemaOfField(field: Field): JsonObject {
  const schema: JsonObject = { type: field.type, title: field.title };
  if (field.maxLength !== undefined) schema.maxLength = field.maxLength;
  if (field.minimum !== undefined) schema.minimum = field.minimum;
  if (field.maximum !== undefined) schema.maximum = field.maximum;
  // Number fields are also bounded by what a receiver in any language can hold without loss.
  if (field.type === 'integer') {
    schema.maximum ??= Number.MAX_SAFE_INTEGER;
    schema.minimum ??= Number.MIN_SAFE_INTEGER;
  }
  if (field.items !== undefined) schema.items = field.items;
  if (field.enum !== undefined) schema.enum = allowedValues(field);
  if (field.format !== undefined) {
    // Blank stands for "not given", so a format applies to what is not blank.
    schema.anyOf = [{ maxLength: 0 }, { format: field.format }];
  }
  if (field.readOnly) schema.readOnly = true;
  if (field.writeOnly) schema.writeOnly = true;
  return schema;
}

function allowedValues(field: Field): Json[] {
  const empty = emptyValue(field);
  const values: Json[] = [...(field.enum ?? [])];
  return values.includes(empty) ? values : [...values, empty];
}
