import type { ErrorObject } from 'ajv';
import type { FastifySchemaValidationError } from 'fastify';
import type { Problem } from '../base/errors.ts';
import { problemsFrom } from '../catalogue/validate.ts';

/** What is wrong with a request by its schema, in the sentences that objects get too. */
export function validationProblems(errors: readonly FastifySchemaValidationError[]): Problem[] {
  // Fastify's type is the part of ajv's that it promises; these come from ajv.
  const all = errors as readonly ErrorObject[];
  const telling = all.filter((error) => !isBranch(error, all));
  return problemsFrom(telling.length > 0 ? telling : all);
}

const choices = new Set(['anyOf', 'oneOf', 'discriminator']);

/** "Or null" and "one of these" say nothing where another error says what is wrong with the value that was meant. */
function isBranch(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  const isChoice = choices.has(error.keyword);
  const isNull = error.keyword === 'type' && error.params.type === 'null';
  if (!isChoice && !isNull) return false;
  return all.some(
    (other) =>
      other !== error &&
      other.instancePath.startsWith(error.instancePath) &&
      !choices.has(other.keyword) &&
      !(other.keyword === 'type' && other.params.type === 'null'),
  );
}
