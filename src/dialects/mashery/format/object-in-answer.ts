import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { v2DerivedFields, v2FieldsOf } from '../v2-fields.ts';

/**
 * The object of a type that an answer holds: wrapped under its type (`{"member": {…}}`), or bare. A bare one must
 * either say its `object_type`, or have some field of the type and no text under `type`, so that a decision
 * which is not understood is never taken for an application, whose fields include a `type`.
 * Undefined where the answer holds no such object.
 */
export function objectIn(objectType: string, value: Json): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  if (value.object_type !== undefined) return value.object_type === objectType ? value : undefined;
  const wrapped = Object.hasOwn(value, objectType) ? value[objectType] : undefined;
  if (wrapped !== undefined) return isJsonObject(wrapped) ? wrapped : undefined;
  if (typeof value.type === 'string') return undefined;
  const known = [...v2FieldsOf(objectType), ...(v2DerivedFields[objectType] ?? [])];
  return Object.keys(value).some((name) => known.includes(name)) ? value : undefined;
}
