import { BellwireError, invalid } from '../../../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { ObjectWithRelated } from '../../../../objects/operation.ts';
import { toV2Object } from '../../v2-object.ts';
import { shownFrom } from '../shown.ts';
import { fieldRequired, V2Error } from './errors.ts';
import { identify, namesAnObject, primaryOf } from './identify.ts';
import { fieldsFrom, linksFrom } from './input.ts';
import { invalidParams } from './json-rpc.ts';

/** What a method works with. `param` is its first parameter. */
interface MethodInput {
  objects: Objects;
  context: Context;
  type: string;
  param: Json | undefined;
}

/** The methods that every object type has, by the last part of their names. */
export const objectMethods: Readonly<Record<string, (input: MethodInput) => Promise<Json>>> = {
  create,
  update,
  delete: remove,
  fetch,
  validate,
};

async function create({ objects, context, type, param }: MethodInput): Promise<Json> {
  const input = objectIn(param, type);
  const links = await linksFrom(objects, context, input, type, false);
  const fields = fieldsFrom(input, type, { update: false, customFields: customFields(context, type) });
  return resultOf(await objects.create(context, { type, fields, links }));
}

async function update({ objects, context, type, param }: MethodInput): Promise<Json> {
  const input = objectIn(param, type);
  requireName(type, input);
  const found = await identify(objects, context, type, input);
  // No public page says what V2 answers here; an object that is not there cannot be valid.
  if (found === null)
    throw invalid('Nothing to update.', [{ field: primaryOf(type), message: 'was not found' }]);
  const links = await linksFrom(objects, context, input, type, true);
  const fields = fieldsFrom(input, type, { update: true, customFields: customFields(context, type) });
  return resultOf(await objects.update(context, { type, id: found.object.id, fields, links }));
}

/**
 * True, as the record's samples show. Null where nothing was there, as its text says; V2 counts that as done.
 */
async function remove({ objects, context, type, param }: MethodInput): Promise<Json> {
  requireName(type, param);
  const found = await identify(objects, context, type, param);
  if (found === null) return null;
  try {
    await objects.remove(context, { type, id: found.object.id });
  } catch (error) {
    // Somebody else was faster.
    if (error instanceof BellwireError && error.code === 'not-found') return null;
    throw error;
  }
  return true;
}

async function fetch({ objects, context, type, param }: MethodInput): Promise<Json> {
  requireName(type, param);
  const found = await identify(objects, context, type, param);
  return found === null ? null : resultOf(found);
}

async function validate({ objects, context, type, param }: MethodInput): Promise<Json> {
  const input = objectIn(param, type);
  const links = await linksFrom(objects, context, input, type, false);
  const fields = fieldsFrom(input, type, { update: false, customFields: customFields(context, type) });
  const problems = await objects.validate(context, { type, id: null, fields, links, partial: true });
  if (problems.length > 0) throw invalid('The object is not valid.', problems);
  return true;
}

function objectIn(param: Json | undefined, type: string): JsonObject {
  if (isJsonObject(param)) return param;
  throw new V2Error(invalidParams(`The first parameter is a ${type} object.`));
}

function requireName(type: string, param: Json | undefined): void {
  if (!namesAnObject(type, param)) throw new V2Error(fieldRequired(primaryOf(type)));
}

function resultOf(object: ObjectWithRelated): JsonObject {
  return toV2Object(shownFrom(object), 'result');
}

function customFields({ organization }: Context, type: string): readonly string[] {
  return organization.settings.customFields[type] ?? [];
}
