import { BellwireError, type ErrorCode, type Problem } from '../base/errors.ts';

/** What can go wrong in HTTP before anything of ours is asked, beside the codes of BellwireError. */
export type HttpErrorCode =
  | ErrorCode
  | 'malformed'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'throttled'
  | 'internal';

/** RFC 9457, with what Bellwire adds: a code to program by, where the input is wrong, and what to ask the log for. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: HttpErrorCode;
  errors: { pointer: string; detail: string }[];
  requestId: string;
}

/** The one place where codes become statuses. */
function statusOf(code: HttpErrorCode): { status: number; title: string } {
  switch (code) {
    case 'invalid':
    case 'required':
      return { status: 400, title: 'The input is not valid' };
    case 'malformed':
      return { status: 400, title: 'The request cannot be read' };
    case 'unauthenticated':
      return { status: 401, title: 'Not signed in' };
    case 'forbidden':
      return { status: 403, title: 'Not allowed' };
    case 'not-found':
      return { status: 404, title: 'Not found' };
    case 'method-not-allowed':
      return { status: 405, title: 'Not a method of this path' };
    case 'duplicate':
      return { status: 409, title: 'Taken' };
    case 'conflict':
      return { status: 409, title: 'In conflict with what is there' };
    case 'too-large':
      return { status: 413, title: 'Too large' };
    case 'unsupported-media-type':
      return { status: 415, title: 'Not a media type of this path' };
    case 'throttled':
      return { status: 429, title: 'Too many tries' };
    case 'refused':
      return { status: 422, title: 'Refused by a receiver' };
    case 'internal':
      return { status: 500, title: 'Internal fault' };
    case 'unavailable':
      return { status: 503, title: 'Not available right now' };
  }
}

/** The problem details of a code. */
export function problemDetails(input: {
  code: HttpErrorCode;
  detail: string;
  problems?: readonly Problem[];
  requestId: string;
}): ProblemDetails {
  const { status, title } = statusOf(input.code);
  return {
    type: `urn:bellwire:problem:${input.code}`,
    title,
    status,
    detail: input.detail,
    code: input.code,
    errors: (input.problems ?? []).map(({ field, message }) => ({
      pointer: pointerOf(field),
      detail: message,
    })),
    requestId: input.requestId,
  };
}

/** What may be told about an error: all of a BellwireError, nothing of any other but that it happened. */
export function problemOfError(error: unknown, requestId: string): ProblemDetails {
  if (error instanceof BellwireError) {
    return problemDetails({
      code: error.code,
      detail: error.message,
      problems: error.problems,
      requestId,
    });
  }
  const detail = 'Something went wrong inside Bellwire. Its log says what, under the id of this request.';
  return problemDetails({ code: 'internal', detail, requestId });
}

/** The JSON pointer (RFC 6901) of a dotted path; the whole input is the empty one. */
export function pointerOf(field: string): string {
  if (field === '') return '';
  return field
    .split('.')
    .map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
