import { BellwireError, invalid } from '../../../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { ObjectOperation, ObjectWithRelated } from '../../../../objects/operation.ts';
import { toV2Object } from '../../v2-object.ts';
import { shownFrom } from '../shown.ts';
import { allOf, eachOf, ListError } from './each-of.ts';
import { fieldRequired, V2Error } from './errors.ts';
import { identify, namesAnObject, primaryOf } from './identify.ts';
import { fieldsFrom, linksFrom } from './input.ts';
import { invalidParams } from './json-rpc.ts';

/** What a method works with. */
interface MethodInput {
  objects: Objects;
  context: Context;
  type: string;
}

type Method = (input: MethodInput, params: readonly Json[]) => Promise<Json[]>;

/** More objects than this in one call are refused. */
const maxObjects = 1000;

/** The methods of object types, by the last part of their names. Each takes a list, and answers with one of as many. */
const methods: Readonly<Record<string, Method>> = { create, update, delete: remove, fetch, validate };

/**
 * The method of that name. Its first parameter is an object or a list of them; a list is answered with the list of what each
 * would be answered with by itself. All of a list is done, or none of it.
 */
export function objectMethod(
  verb: string,
): ((input: MethodInput, param: Json | undefined) => Promise<Json>) | undefined {
  const method = Object.hasOwn(methods, verb) ? methods[verb] : undefined;
  if (method === undefined) return undefined;
  return async (input, param = null) => {
    if (!Array.isArray(param)) return (await method(input, [param]))[0] ?? null;
    if (param.length <= maxObjects) return method(input, param);
    throw new V2Error(invalidParams(`A list has at most ${maxObjects} objects.`));
  };
}

async function create({ objects, context, type }: MethodInput, params: readonly Json[]): Promise<Json[]> {
  const operations = await eachOf(params, async (param): Promise<ObjectOperation> => {
    const input = objectIn(param, type);
    const links = await linksFrom(objects, context, input, type, false);
    const fields = fieldsFrom(input, type, { update: false, customFields: customFields(context, type) });
    return { operation: 'create', type, fields, links };
  });
  return (await allOf(() => objects.apply(context, operations))).map(resultOf);
}

async function update({ objects, context, type }: MethodInput, params: readonly Json[]): Promise<Json[]> {
  const operations = await eachOf(params, async (param): Promise<ObjectOperation> => {
    const input = objectIn(param, type);
    requireName(type, input);
    const found = await identify(objects, context, type, input);
    // No public page says what V2 answers here; an object that is not there cannot be valid.
    if (found === null)
      throw invalid('Nothing to update.', [{ field: primaryOf(type), message: 'was not found' }]);
    const links = await linksFrom(objects, context, input, type, true);
    const fields = fieldsFrom(input, type, { update: true, customFields: customFields(context, type) });
    return { operation: 'update', type, id: found.object.id, fields, links };
  });
  return (await allOf(() => objects.apply(context, operations))).map(resultOf);
}

/**
 * True, as the record's samples show. Null where nothing was there, as its text says; V2 counts that as done. An object that is
 * named twice is there only once.
 */
async function remove({ objects, context, type }: MethodInput, params: readonly Json[]): Promise<Json[]> {
  await eachOf(params, async (param) => requireName(type, param));
  for (;;) {
    const found = await eachOf(params, (param) => identify(objects, context, type, param));
    const ids = found.map((each) => each?.object.id);
    const going = [...new Set(ids)].filter((id) => id !== undefined);
    if (going.length === 0) return ids.map(() => null);
    try {
      await allOf(() =>
        objects.apply(
          context,
          going.map((id) => ({ operation: 'remove', type, id })),
        ),
      );
      return ids.map((id, index) => (id !== undefined && ids.indexOf(id) === index ? true : null));
    } catch (error) {
      // Somebody else was faster with one of them; the others are still to go.
      if (!isNotFound(error)) throw error;
    }
  }
}

function fetch({ objects, context, type }: MethodInput, params: readonly Json[]): Promise<Json[]> {
  return eachOf(params, async (param) => {
    requireName(type, param);
    const found = await identify(objects, context, type, param);
    return found === null ? null : resultOf(found);
  });
}

function validate({ objects, context, type }: MethodInput, params: readonly Json[]): Promise<Json[]> {
  return eachOf(params, async (param) => {
    const input = objectIn(param, type);
    const links = await linksFrom(objects, context, input, type, false);
    const fields = fieldsFrom(input, type, { update: false, customFields: customFields(context, type) });
    const problems = await objects.validate(context, { type, id: null, fields, links, partial: true });
    if (problems.length > 0) throw invalid('The object is not valid.', problems);
    return true;
  });
}

function objectIn(param: Json, type: string): JsonObject {
  if (isJsonObject(param)) return param;
  throw new V2Error(invalidParams(`The first parameter is a ${type} object or a list of such objects.`));
}

function requireName(type: string, param: Json): void {
  if (!namesAnObject(type, param)) throw new V2Error(fieldRequired(primaryOf(type)));
}

function isNotFound(error: unknown): boolean {
  const cause = error instanceof ListError ? error.cause : error;
  return cause instanceof BellwireError && cause.code === 'not-found';
}

function resultOf(object: ObjectWithRelated): JsonObject {
  return toV2Object(shownFrom(object), 'result');
}

function customFields({ organization }: Context, type: string): readonly string[] {
  return organization.settings.customFields[type] ?? [];
}
