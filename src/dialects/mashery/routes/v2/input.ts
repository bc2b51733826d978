import { invalid, type Problem } from '../../../../base/errors.ts';
import type { Json, JsonObject } from '../../../../base/json.ts';
import { typeOf } from '../../../../catalogue/catalogue.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { Links } from '../../../../objects/operation.ts';
import { v2CreateOnly } from '../../v2-create-only.ts';
import { v2FieldsOf } from '../../v2-fields.ts';
import { identify, namesAnObject, primaryOf } from './identify.ts';

/**
 * The fields of a V2 object that count. V2 ignores fields that it does not know, that are read-only and, on an
 * update, that are create-only; Objects would call the first a mistake, so they are dropped here.
 */
export function fieldsFrom(
  input: JsonObject,
  type: string,
  options: { update: boolean; customFields: readonly string[] },
): JsonObject {
  const createOnly = v2CreateOnly[type] ?? [];
  const fields: JsonObject = {};
  for (const name of [...v2FieldsOf(type), ...options.customFields]) {
    const ignored = options.update && createOnly.includes(name);
    if (!ignored && Object.hasOwn(input, name)) fields[name] = input[name] ?? null;
  }
  return fields;
}

/** The relations that a V2 object sets by nesting others: `{"application":{"id":62}}`. Null takes a parent away. */
export async function linksFrom(
  objects: Objects,
  context: Context,
  input: JsonObject,
  type: string,
  update: boolean,
): Promise<Links> {
  const links: Links = {};
  const problems: Problem[] = [];
  for (const [name, relation] of Object.entries(typeOf(context.catalogue, type).relations)) {
    if (!Object.hasOwn(input, name) || (update && relation.createOnly)) continue;
    const ids: string[] = [];
    for (const reference of referencesIn(input[name] ?? null)) {
      if (!namesAnObject(relation.to, reference)) {
        problems.push({
          field: name,
          message: `must name a ${relation.to} by its ${primaryOf(relation.to)}`,
        });
        continue;
      }
      const found = await identify(objects, context, relation.to, reference);
      if (found === null) problems.push({ field: name, message: 'was not found' });
      else ids.push(found.object.id);
    }
    if (relation.cardinality === 'one' && ids.length > 1) {
      problems.push({ field: name, message: 'must be one object' });
    }
    links[name] = ids;
  }
  if (problems.length > 0) throw invalid('The object names others that are not there.', problems);
  return links;
}

function referencesIn(value: Json): Json[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}
