import { type TSchema, Type } from 'typebox';

/** A UUID in the usual spelling. */
export const id = (description: string) =>
  Type.String({ format: 'uuid', description, examples: ['0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60'] });

/** A moment, in UTC. */
export const time = (description: string) =>
  Type.String({ format: 'date-time', description, examples: ['2026-01-31T08:00:00.000Z'] });

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** One of a list of words. */
export const oneOf = <Word extends string>(words: readonly Word[], options: object = {}) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...words], ...options });

/** A component of the document. Only for answers, which are not checked against it. */
export const ref = (name: string) => Type.Unsafe<unknown>({ $ref: `${name}#` });

export const listOf = (name: string) => Type.Array(ref(name));

/** A page of components. */
export const pageOf = (name: string) =>
  Type.Object(
    {
      items: listOf(name),
      older: nullable(
        Type.String({ description: 'The `before` of the next older page; null when this is the last.' }),
      ),
      newer: nullable(
        Type.String({ description: 'The `after` of the next newer page; null when there is none yet.' }),
      ),
    },
    { $id: `${name}Page`, description: 'Newest first.' },
  );

/** What every list in pages takes. */
export const pageProperties = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'At most so many items.' }),
  ),
  before: Type.Optional(id('Only what is older than this id: `older` of another page.')),
  after: Type.Optional(id('Only what is newer than this id: `newer` of another page.')),
};

export const pageQuery = Type.Object(pageProperties, { additionalProperties: false });

export const organizationReference = Type.String({
  // As long as the longest key.
  maxLength: 63,
  description: 'The key, UUID or number of an organization.',
  examples: ['acme'],
});

/** A path to something in an organization. */
export const itemPath = Type.Object({
  org: organizationReference,
  id: Type.String({ description: 'Its UUID.' }),
});

export const noContent = Type.Null({ description: 'Done.' });

const refusals: Record<number, string> = {
  400: 'The input is not valid.',
  401: 'The token is missing, wrong, revoked or expired.',
  403: 'The role of the token does not allow this.',
  404: 'Not there, or not to be seen with this token.',
  409: 'In conflict with what is there.',
  413: 'The body is too large.',
  415: 'The body is of another media type.',
  422: 'A receiver that is asked first refused it.',
  429: 'Too many wrong tries; `Retry-After` says how long to wait.',
};

/** The answers of an operation: its own, the named refusals, and those that any operation can give. */
export function answers(own: Record<number, TSchema>, ...statuses: number[]) {
  const problems = [...statuses, 401, 403].sort().map((status) => [status, problem(refusals[status] ?? '')]);
  return { ...own, ...Object.fromEntries(problems), default: problem('Anything else that goes wrong.') };
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: ref('Problem') } } };
}
