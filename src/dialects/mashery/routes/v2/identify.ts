import { BellwireError } from '../../../../base/errors.ts';
import { isUuid } from '../../../../base/ids.ts';
import { isJsonObject, type Json } from '../../../../base/json.ts';
import { findUnstorable } from '../../../../catalogue/storable.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { ObjectWithRelated } from '../../../../objects/operation.ts';

/** The fields that are primary identifiers in V2; every other type has the whole number `id`. */
const primary: Readonly<Record<string, string>> = { member: 'username', service: 'service_key' };

/** The name of a type's primary identifier. */
export function primaryOf(type: string): string {
  return primary[type] ?? 'id';
}

/** Whether this names an object at all: a bare identifier, or an object that holds one. */
export function namesAnObject(type: string, reference: Json | undefined): boolean {
  if (!isJsonObject(reference)) return typeof reference === 'string' || typeof reference === 'number';
  return [primaryOf(type), 'id', 'uuid'].some((name) => {
    const value = reference[name];
    return typeof value === 'number' || (typeof value === 'string' && value !== '');
  });
}

/**
 * The object that a caller means, or null: by its primary identifier, or by `id` or `uuid`, bare or in an object.
 * Numbers in quotes are taken for numbers, as scripts send them so.
 */
export async function identify(
  objects: Objects,
  context: Context,
  type: string,
  reference: Json | undefined,
): Promise<ObjectWithRelated | null> {
  const named = nameIn(type, reference);
  return named === null ? null : identifyBy(objects, context, type, named.field, named.value);
}

/** By which of its fields a reference names an object, and how: bare, by the primary identifier. */
export function nameIn(
  type: string,
  reference: Json | undefined,
): { field: string; value: Json | undefined } | null {
  const name = primaryOf(type);
  if (!isJsonObject(reference)) return { field: name, value: reference };
  for (const field of [name, 'id', 'uuid']) {
    const value = reference[field];
    if (value !== undefined && value !== null && value !== '') return { field, value };
  }
  return null;
}

async function identifyBy(
  objects: Objects,
  context: Context,
  type: string,
  field: string,
  value: Json | undefined,
): Promise<ObjectWithRelated | null> {
  const text = typeof value === 'string' ? value : null;
  if (typeof value === 'number' || (field === 'id' && text !== null && /^\d{1,15}$/.test(text))) {
    const number = Number(value);
    return Number.isSafeInteger(number)
      ? objects.find(context, { type, field: 'number', value: number })
      : null;
  }
  // What cannot be stored is nobody's name, and the database would not even take the question.
  if (text === null || findUnstorable(text).length > 0) return null;
  if (field === 'id' || field === 'uuid')
    return isUuid(text) ? getOrNull(objects, context, type, text) : null;
  return objects.find(context, { type, field, value: text });
}

async function getOrNull(
  objects: Objects,
  context: Context,
  type: string,
  id: string,
): Promise<ObjectWithRelated | null> {
  try {
    return await objects.get(context, { type, id });
  } catch (error) {
    if (error instanceof BellwireError && error.code === 'not-found') return null;
    throw error;
  }
}
