import { isJsonObject, type Json, type JsonObject } from '../../../../base/json.ts';
import type { Field, ObjectType } from '../../../../catalogue/catalogue.ts';
import { customFieldMaxLength } from '../../../../catalogue/json-schema.ts';
import type { Context } from '../../../../objects/context.ts';
import { type FieldView, fieldsOf } from '../../query-language/fields.ts';
import { typeViewOf } from '../../query-language/views.ts';
import { v2CreateOnly } from '../../v2-create-only.ts';
import { v3OnlyFields } from '../../v2-fields.ts';
import { V2Error } from './errors.ts';
import { invalidParams } from './json-rpc.ts';

/** `object.describe`: the schema of each type that is named. Names that V2 does not know are left out. */
export function describe(context: Context, param: Json | undefined): JsonObject[] {
  const names = isJsonObject(param) ? param.object_types : param;
  const list = typeof names === 'string' ? [names] : names;
  if (!Array.isArray(list)) {
    throw new V2Error(invalidParams('The first parameter is a list of object types.'));
  }
  return list.flatMap((name) => {
    if (typeof name !== 'string') return [];
    const { types } = context.catalogue;
    if (typeViewOf(name) !== undefined) return [{ object_type: name, schema: viewSchemaOf(name) }];
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    return type === undefined ? [] : [{ object_type: type.name, schema: schemaOf(type, context) }];
  });
}

/** A view is not written: what it shows is changed by the type behind it. */
function viewSchemaOf(name: string): JsonObject {
  const properties: JsonObject = {};
  for (const view of fieldsOf(name, []).values()) {
    properties[view.name] = { ...derivedSchema(view, [], name), ...findable(view) };
  }
  return { type: 'object', properties };
}

function findable({ stored }: FieldView): JsonObject {
  return {
    ...(stored === null ? { queryable: false } : {}),
    sortable: stored !== null && stored.relation === undefined,
  };
}

function schemaOf(type: ObjectType, context: Context): JsonObject {
  const customFields = context.organization.settings.customFields[type.name] ?? [];
  const hidden = v3OnlyFields[type.name] ?? [];
  const properties: JsonObject = {};
  for (const view of fieldsOf(type.name, customFields).values()) {
    if (hidden.includes(view.name)) continue;
    const field = Object.hasOwn(type.fields, view.name) ? type.fields[view.name] : undefined;
    properties[view.name] = {
      ...(field === undefined
        ? derivedSchema(view, customFields, type.name)
        : storedSchema(view, field, type)),
      ...findable(view),
    };
  }
  return { type: 'object', properties };
}

function storedSchema({ name }: FieldView, field: Field, type: ObjectType): JsonObject {
  const schema: JsonObject = { type: field.type, title: field.title, optional: !field.required };
  if (field.format !== undefined) schema.format = field.format;
  if (field.maxLength !== undefined) schema.maxLength = field.maxLength;
  if (field.enum !== undefined) schema.enum = [...field.enum];
  if (field.default !== undefined) schema.default = field.default;
  if (field.readOnly) schema.readonly = true;
  if (field.createOnly || v2CreateOnly[type.name]?.includes(name)) schema.createonly = true;
  if (type.unique.some((rule) => rule.field === name)) schema.unique = true;
  return schema;
}

function derivedSchema({ name, kind }: FieldView, customFields: readonly string[], type: string): JsonObject {
  if (customFields.includes(name)) {
    return { type: 'string', title: name, maxLength: customFieldMaxLength, optional: true };
  }
  const schema: JsonObject = { type: kind === 'date' ? 'string' : kind, title: name, readonly: true };
  if (kind === 'date') schema.format = 'date-time';
  if (name === 'id' || name === 'uuid') schema.unique = true;
  if (name === 'object_type') schema.default = type;
  return schema;
}
