import { BellwireError, type Problem } from '../../../base/errors.ts';

/** An error that a route raises by itself, already in the vendor's words. */
export class MintError extends Error {
  readonly status: number;
  /** `mint.resourceDoesNotExist` */
  readonly code: string;
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { problems?: readonly Problem[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'MintError';
    this.status = status;
    this.code = code;
    this.problems = more.problems ?? [];
    this.headers = more.headers ?? {};
  }
}

/** The vendor's shape: `contexts` has the places that are wrong. */
export interface MintErrorBody {
  code: string;
  message: string;
  contexts: { name: string; value: string }[];
}

/** An input that is not sound. */
export function invalidInput(message: string, problems: readonly Problem[] = []): MintError {
  return new MintError(400, 'mint.invalidInput', message, { problems });
}

/** A body of another kind than JSON. */
export function unsupportedMediaType(): MintError {
  return new MintError(415, 'mint.unsupportedMediaType', 'The body is application/json.');
}

/** Nothing there under that name, as far as this caller may know. */
export function noSuch(what: string, name: string): MintError {
  return new MintError(404, 'mint.resourceDoesNotExist', `${what} with id [${name}] does not exist`);
}

/** Whatever went wrong, as the vendor's APIs tell it: the one place that knows its statuses and shapes. */
export function mintReplyFrom(error: unknown): {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: MintErrorBody;
} {
  const told = mintErrorFrom(error);
  return {
    status: told.status,
    headers: told.headers,
    body: {
      code: told.code,
      message: told.message,
      contexts: told.problems.map(({ field, message }) => ({ name: field, value: message })),
    },
  };
}

function mintErrorFrom(error: unknown): MintError {
  if (error instanceof MintError) return error;
  if (error instanceof BellwireError) return fromBellwire(error);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType();
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new MintError(413, 'mint.bodyTooLarge', 'The body is too large.');
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new MintError(statusCode, 'mint.invalidInput', 'The request cannot be read.');
  }
  // An internal fault never says what it was.
  return new MintError(500, 'mint.internalError', 'Something went wrong on our side.');
}

function fromBellwire({ code, message, problems }: BellwireError): MintError {
  const told = (status: number, name: string, headers: Record<string, string> = {}) =>
    new MintError(status, `mint.${name}`, messageWith(message, problems), { problems, headers });
  switch (code) {
    case 'invalid':
    case 'required':
    case 'refused':
      return told(400, 'invalidInput');
    case 'duplicate':
      return told(409, 'resourceAlreadyExists');
    case 'conflict':
      return told(409, 'conflict');
    case 'not-found':
      return told(404, 'resourceDoesNotExist');
    case 'forbidden':
      return told(403, 'forbidden');
    case 'unauthenticated':
      return told(401, 'unauthorized', { 'www-authenticate': 'Basic realm="Apigee"' });
    case 'unavailable':
      return told(503, 'unavailable', { 'retry-after': '5' });
  }
}

/** Clients show the message and seldom the contexts, so the first problem is told in it too. */
function messageWith(message: string, [first]: readonly Problem[]): string {
  return first === undefined || first.field === '' ? message : `${message} ${first.field} ${first.message}.`;
}
