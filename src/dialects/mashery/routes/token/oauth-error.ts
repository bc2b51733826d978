import { BellwireError } from '../../../../base/errors.ts';

/** An error of the token endpoint in the words of RFC 6749, section 5.2. */
export class OAuthError extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.name = 'OAuthError';
    this.status = status;
    this.error = error;
  }
}

/** Whatever went wrong, as the token endpoint tells it. What is nobody's fault but ours stays untold. */
export function oauthErrorFrom(error: unknown): OAuthError {
  if (error instanceof OAuthError) return error;
  if (error instanceof BellwireError) return fromBellwire(error);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new OAuthError(400, 'invalid_request', 'The body is application/x-www-form-urlencoded.');
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new OAuthError(413, 'invalid_request', 'The body is too large.');
  }
  if (statusCode !== undefined && statusCode < 500) {
    return new OAuthError(statusCode, 'invalid_request', 'The request cannot be read.');
  }
  return new OAuthError(500, 'server_error', 'Something went wrong on our side.');
}

function fromBellwire(error: BellwireError): OAuthError {
  switch (error.code) {
    case 'unavailable':
      return new OAuthError(503, 'temporarily_unavailable', error.message);
    case 'unauthenticated':
    case 'not-found':
    case 'forbidden':
      return new OAuthError(400, 'invalid_grant', error.message);
    default:
      return new OAuthError(400, 'invalid_request', error.message);
  }
}
