import { BellwireError, type Problem } from '../../../../base/errors.ts';
import type { JsonObject } from '../../../../base/json.ts';
import { v3NamesOf } from '../../v3-names.ts';
import { v3RelationName } from './names.ts';

/** An error that V3 raises by itself, already in V3's words. */
export class V3Error extends Error {
  readonly status: number;
  /** `field` is the name of a V3 property. */
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { problems?: readonly Problem[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'V3Error';
    this.status = status;
    this.problems = more.problems ?? [];
    this.headers = more.headers ?? {};
  }
}

/** An error as V3 answers it. */
interface V3Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: JsonObject;
}

/**
 * Whatever went wrong, as V3 tells it: the one place that knows V3's statuses and shapes. `type` is the type of the
 * resource, whose property names the problems get.
 */
export function v3ReplyFrom(error: unknown, type: string | undefined): V3Reply {
  if (error instanceof V3Error) return reply(error.status, error.message, error.problems, error.headers);
  if (error instanceof BellwireError) return fromBellwire(error, type);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return reply(415, 'The body is application/json.');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return reply(413, 'The body is too large.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return reply(statusCode, 'The request cannot be read.');
  }
  // An internal fault never says what it was.
  return reply(500, 'Something went wrong on our side.');
}

function fromBellwire(error: BellwireError, type: string | undefined): V3Reply {
  const problems = error.problems.map(({ field, message }) => ({ field: propertyOf(type, field), message }));
  switch (error.code) {
    case 'invalid':
    case 'required':
      return reply(400, error.message, problems);
    case 'refused': {
      // The receiver's own message counts most here, so it is told beside the properties.
      const { status, headers, body } = reply(400, error.message);
      return problems.length === 0
        ? { status, headers, body }
        : { status, headers, body: { ...body, ...reply(400, error.message, problems).body } };
    }
    case 'duplicate':
      return reply(409, error.message, problems);
    case 'conflict':
      return reply(409, error.message);
    case 'not-found':
      return reply(404, error.message);
    case 'forbidden':
      return reply(403, error.message);
    case 'unauthenticated':
      return reply(401, error.message, [], {
        'www-authenticate': 'Bearer realm="Mashery", error="invalid_token"',
      });
    case 'unavailable':
      return reply(503, error.message, [], { 'retry-after': '5' });
  }
}

/** Errors of properties have a shape of their own; no public page lists error codes, so the code is the status. */
function reply(
  status: number,
  message: string,
  problems: readonly Problem[] = [],
  headers: Readonly<Record<string, string>> = {},
): V3Reply {
  const body: JsonObject =
    problems.length > 0
      ? { errors: problems.map((problem) => ({ property: problem.field, message: problem.message })) }
      : { errorCode: status, errorMessage: message };
  return { status, headers, body };
}

/** A dotted path in the catalogue's words as V3 calls it; only its first part is a field. */
function propertyOf(type: string | undefined, field: string): string {
  if (type === undefined) return field;
  const [first = '', ...rest] = field.split('.');
  return [v3NamesOf(type).get(first) ?? v3RelationName(first), ...rest].join('.');
}
