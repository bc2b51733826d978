import type { FastifyInstance } from 'fastify';
import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { invalidInput, unsupportedMediaType } from './errors.ts';

/** JSON only, and none at all where there is none: clients send the header with GET and DELETE too. */
export function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(String(body)));
    } catch (error) {
      const where = error instanceof SyntaxError ? ` (${error.message})` : '';
      done(invalidInput(`The body is not JSON${where}.`));
    }
  });
  // A change of a status has no body, and a header that says otherwise.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    done(unsupportedMediaType());
  });
}

/** The body, which has to be an object. */
export function objectFrom(body: unknown): JsonObject {
  if (isJsonObject(body)) return body;
  throw invalidInput('The body must be a JSON object.');
}

/** The properties of these names, where they are given and not null. */
export function picked(body: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = body[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

/** The `id` of a nested reference such as `{ "ratePlan": { "id": "…" } }`; undefined where there is none. */
export function idOf(value: Json | undefined): string | undefined {
  const id = isJsonObject(value) ? value.id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** True for `true` and `"true"`, false for `false` and `"false"`: the vendor's examples write both. */
export function flagFrom(value: Json | undefined, field: string): boolean | undefined {
  if (value === undefined) return undefined;
  const text = String(value).toLowerCase();
  if ((typeof value === 'boolean' || typeof value === 'string') && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  throw invalidInput('The request is not valid.', [{ field, message: 'must be true or false' }]);
}

/** The properties that are kept, once it is clear that nothing is there that nobody knows. */
export function knownFrom(
  value: unknown,
  what: string,
  names: { kept: readonly string[]; passed: readonly string[] },
): { body: JsonObject; fields: JsonObject } {
  const body = objectFrom(value);
  const problems = Object.keys(body)
    .filter((name) => !names.kept.includes(name) && !names.passed.includes(name))
    .map((field) => ({ field, message: `is not a property of a ${what}` }));
  if (problems.length > 0) throw invalidInput(`The ${what} is not valid.`, problems);
  return { body, fields: picked(body, names.kept) };
}
