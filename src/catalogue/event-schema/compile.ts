import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Problem } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { problemsFrom } from '../validate.ts';
import { formats } from './keywords.ts';
import { limitedPatterns } from './linear-patterns.ts';

/** The first thing that is wrong with the data of an event, or null. The field is a path into the data. */
export type EventSchema = (data: JsonObject) => Problem | null;

export const draft07 = 'http://json-schema.org/draft-07/schema#';
export const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

/** Whether `$schema` names a version of JSON Schema that is understood; 2020-12 where it is not given. */
export function isKnownDraft(schema: JsonObject): boolean {
  const { $schema = draft2020 } = schema;
  return [draft07, draft07.slice(0, -1), draft2020].includes(String($schema));
}

/**
 * Compiles a schema that was checked when it was registered (`check.ts`). Throws where the schema says what ajv's strict
 * mode calls a mistake, such as a keyword that does not exist. Each has an ajv of its own, so that no schema
 * can refer to another one, and none outlives its use.
 */
export function compileEventSchema(schema: JsonObject): EventSchema {
  const { $schema, $id, ...rest } = schema;
  const Version = isDraft07($schema) ? Ajv : Ajv2020;
  const patterns = limitedPatterns();
  const ajv = new Version({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    logger: false,
    // For sentences that show the limit; the first error ends it, so that bad data costs no more than good data.
    allErrors: false,
    code: { regExp: patterns.regExp },
  });
  addFormats(ajv, [...formats]);
  const validate: ValidateFunction = ajv.compile(rest);
  return (data) => {
    patterns.begin();
    const isValid = validate(data);
    if (patterns.isSpent())
      return { field: '', message: 'has more text than the patterns of its schema may take' };
    return isValid ? null : (problemsFrom(validate.errors ?? [])[0] ?? null);
  };
}

/** What is wrong with a schema by the schema of schemas. Fields begin with `schema`. */
export function metaProblems(schema: JsonObject): Problem[] {
  const ajv = isDraft07(schema.$schema) ? draft07Ajv() : draft2020Ajv();
  const { $id, ...rest } = schema;
  if (ajv.validateSchema(rest) === true) return [];
  return problemsFrom(ajv.errors ?? []).map(({ field, message }) => ({
    field: field === '' ? 'schema' : `schema.${field}`,
    message,
  }));
}

const draft07Ajv = once(() => new Ajv({ logger: false, strict: false }));
const draft2020Ajv = once(() => new Ajv2020({ logger: false, strict: false }));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function isDraft07($schema: unknown): boolean {
  return String($schema).startsWith(draft07.slice(0, -1));
}

// The package is CommonJS and puts its function under `default` for ES modules.
const addFormats = (ajvFormats as unknown as { default: (target: Ajv, only: string[]) => void }).default;
