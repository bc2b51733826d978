import { Ajv, type ErrorObject } from 'ajv';
import ajvFormats from 'ajv-formats';
import { maxProblems, type Problem } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { ObjectType } from './catalogue.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { findUnstorable } from './storable.ts';
import { tellingValidators, type Validator } from './telling-validator.ts';

const compile = tellingValidators((allErrors) => {
  const ajv = new Ajv({ allErrors, strict: true, strictTypes: false, verbose: true });
  // The package is CommonJS and puts its function under `default` for ES modules.
  (ajvFormats as unknown as { default: (target: Ajv) => void }).default(ajv);
  return ajv;
});

const compiled = new WeakMap<ObjectType, Map<string, Validator>>();

/** What is wrong with the fields of an object, by field; an empty list when all is well. */
export function validateFields(
  type: ObjectType,
  fields: JsonObject,
  customFields: readonly string[],
): Problem[] {
  const unstorable = findUnstorable(fields);
  if (unstorable.length > 0) return unstorable;
  return problemsFrom(validatorOf(type, customFields)(fields));
}

function validatorOf(type: ObjectType, customFields: readonly string[]): Validator {
  const key = [...customFields].sort().join('\u0000');
  const ofType = compiled.get(type) ?? new Map<string, Validator>();
  compiled.set(type, ofType);
  const known = ofType.get(key);
  if (known !== undefined) return known;
  const validate = compile(jsonSchemaOf(type, customFields));
  ofType.set(key, validate);
  return validate;
}

/**
 * One sentence for each field, for so many fields as anybody is told of: its first error, without those of the branches that
 * lead to it.
 */
export function problemsFrom(errors: readonly ErrorObject[]): Problem[] {
  const byField = new Map<string, Problem>();
  for (const error of errors) {
    if (byField.size === maxProblems) break;
    // The other half of "blank or of this format" (see json-schema.ts): the format's own error says it better.
    if (error.keyword === 'maxLength' && error.params.limit === 0) continue;
    const field = fieldOf(error);
    if (!byField.has(field)) byField.set(field, { field, message: sentenceOf(error) });
  }
  return [...byField.values()];
}

function fieldOf(error: ErrorObject): string {
  const parts = error.instancePath.split('/').slice(1).map(unescapePointer);
  if (error.keyword === 'additionalProperties') parts.push(String(error.params.additionalProperty));
  if (error.keyword === 'required') parts.push(String(error.params.missingProperty));
  return parts.join('.');
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function sentenceOf(error: ErrorObject): string {
  const { params } = error;
  switch (error.keyword) {
    case 'type':
      return `must be ${withArticle(String(params.type))}`;
    case 'maxLength':
      return `must be at most ${params.limit} characters long`;
    case 'minLength':
      return params.limit === 1 ? 'must not be blank' : `must be at least ${params.limit} characters long`;
    case 'enum':
      return `must be one of: ${(params.allowedValues as unknown[]).filter((value) => value !== '').join(', ')}`;
    case 'format':
      return `must be ${formatWords[String(params.format)] ?? 'of the right format'}`;
    case 'minimum':
      return `must be at least ${params.limit}`;
    case 'maximum':
      return `must be at most ${params.limit}`;
    case 'additionalProperties':
      return 'is not a known field';
    case 'required':
      return 'is required';
    default:
      return error.message ?? 'is not valid';
  }
}

const formatWords: Record<string, string> = {
  'date-time': 'a date and time such as 2026-01-31T08:00:00Z',
  email: 'an e-mail address',
  ipv4: 'an IPv4 address',
};

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
