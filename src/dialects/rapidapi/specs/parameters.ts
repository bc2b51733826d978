import { BellwireError } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { OpenApiDocument, Parameter, Reference } from './document.ts';

const components = '#/components/parameters/';
/** A reference may lead to another one; more than this many lead in a circle. */
const maxReferences = 10;

/**
 * The parameters of an operation, each as what a hub shows of it: those of its path first, which it can replace by its own.
 * References within the document are followed. Throws `invalid` at `place`.
 */
export function parametersOf(
  document: OpenApiDocument,
  lists: readonly (readonly (Parameter | Reference)[])[],
  place: string,
): JsonObject[] {
  const byName = new Map<string, JsonObject>();
  for (const one of lists.flat()) {
    const { name, in: where, required, description, schema } = followed(document, one, place);
    const type = typeof schema?.type === 'string' ? schema.type : null;
    byName.set(`${where} ${name}`, {
      name,
      in: where,
      required: required === true,
      description: typeof description === 'string' ? description : null,
      type,
    });
  }
  return [...byName.values()];
}

function followed(document: OpenApiDocument, from: Parameter | Reference, place: string): Parameter {
  let one: unknown = from;
  for (let count = 0; count <= maxReferences; count += 1) {
    if (!isReference(one)) {
      if (isParameter(one)) return one;
      throw broken(place, 'is no parameter with a name and a place');
    }
    const { $ref } = one;
    if (!$ref.startsWith(components))
      throw broken(
        place,
        `refers to ${$ref.slice(0, 200)}: only ${components}... of the same spec is followed`,
      );
    const name = $ref.slice(components.length).replaceAll('~1', '/').replaceAll('~0', '~');
    const known = document.components?.parameters ?? {};
    if (!Object.hasOwn(known, name))
      throw broken(place, `refers to ${$ref.slice(0, 200)}, which is not there`);
    one = known[name];
  }
  throw broken(place, 'refers to itself');
}

function isReference(one: unknown): one is Reference {
  return typeof one === 'object' && one !== null && typeof (one as Reference).$ref === 'string';
}

function isParameter(one: unknown): one is Parameter {
  const { name, in: where } = (one ?? {}) as Partial<Parameter>;
  return typeof name === 'string' && typeof where === 'string';
}

function broken(place: string, message: string): BellwireError {
  return new BellwireError('invalid', 'The spec is not valid.', [{ field: `${place}.parameters`, message }]);
}
