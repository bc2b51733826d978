import type { Problem } from '../../../../base/errors.ts';
import { isUuid } from '../../../../base/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../base/json.ts';
import type { Links } from '../../../../objects/operation.ts';
import type { RelationView } from '../../query-language/relations.ts';
import { fieldOfV3Name } from '../../v3-names.ts';
import { V3Error } from './errors.ts';
import { v3Derived, v3Relation } from './names.ts';

/** What a V3 body sets, in the catalogue's words. */
interface BodyInput {
  fields: JsonObject;
  links: Links;
}

/** Properties that every object has and nobody can set. */
const alwaysIgnored = ['id', 'created', 'updated'];

/**
 * Reads an object of a type. Related objects are set by their ids: `"plan":{"id":…}`, `"roles":[{"id":…}]`. Lists of
 * children are passed over, since each child is changed at its own address; unknown properties are problems.
 */
export function inputFrom(body: unknown, type: string, customFields: readonly string[]): BodyInput {
  if (!isJsonObject(body)) throw new V3Error(400, 'The body is a JSON object.');
  const input: BodyInput = { fields: {}, links: {} };
  const problems: Problem[] = [];
  for (const [property, value] of Object.entries(body)) {
    const name = fieldOfV3Name(type, property);
    const relation = v3Relation(type, property);
    if (name !== undefined) input.fields[name] = value;
    else if (alwaysIgnored.includes(property) || v3Derived[type]?.includes(property)) continue;
    else if (relation !== undefined) readRelation(relation, property, value, input, problems);
    else if (customFields.includes(property)) input.fields[property] = value;
    else problems.push({ field: property, message: 'is not a known property' });
  }
  if (problems.length > 0) throw new V3Error(400, 'The body is not sound.', { problems });
  return input;
}

/** The id of an object that an array holds. */
export function idIn(body: unknown): string {
  const id = isJsonObject(body) ? body.id : undefined;
  if (typeof id === 'string' && isUuid(id)) return id.toLowerCase();
  throw new V3Error(400, 'An object has no id.', {
    problems: [{ field: 'id', message: 'must be the id of the object' }],
  });
}

function readRelation(
  view: RelationView,
  property: string,
  value: Json,
  input: BodyInput,
  problems: Problem[],
): void {
  if (view.kind === 'children') return;
  const references = value === null ? [] : view.kind === 'parents' ? value : [value];
  const ids = Array.isArray(references) ? references.map(referenceId) : [null];
  if (ids.every((id) => id !== null)) input.links[view.relation] = ids;
  else {
    const message =
      view.kind === 'parents' ? 'must be a list of objects with an id' : 'must be an object with an id';
    problems.push({ field: property, message });
  }
}

function referenceId(reference: Json): string | null {
  const id = isJsonObject(reference) ? reference.id : null;
  return typeof id === 'string' && isUuid(id) ? id.toLowerCase() : null;
}
