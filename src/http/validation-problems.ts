import type { ErrorObject } from 'ajv';
import type { FastifySchemaValidationError } from 'fastify';
import type { Problem } from '../base/errors.ts';
import { problemsFrom } from '../catalogue/validate.ts';

/** What is wrong with a request by its schema, in the sentences that objects get too. */
export function validationProblems(errors: readonly FastifySchemaValidationError[]): Problem[] {
  // Fastify's type is the part of ajv's that it promises; these come from ajv.
  const all = errors as readonly ErrorObject[];
  // One look at each error, however many there are: to compare each with each takes the square of their number.
  const toldUnder = new Set(all.filter((error) => !isBranch(error)).flatMap(pathsAbove));
  const telling = all.filter((error) => !isBranch(error) || !toldUnder.has(error.instancePath));
  return problemsFrom(telling.length > 0 ? telling : all);
}

const choices = new Set(['anyOf', 'oneOf', 'discriminator']);

/** "Or null" and "one of these" say nothing where another error says what is wrong with the value that was meant. */
function isBranch({ keyword, params }: ErrorObject): boolean {
  return choices.has(keyword) || (keyword === 'type' && params.type === 'null');
}

/** The path of an error and of all that it is in. */
function pathsAbove({ instancePath }: ErrorObject): string[] {
  const parts = instancePath.split('/');
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}
