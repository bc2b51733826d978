import type { FastifyPluginAsync } from 'fastify';
import type { IssuedTokens } from '../../../../access/access.ts';
import { BellwireError } from '../../../../base/errors.ts';
import type { JsonObject } from '../../../../base/json.ts';
import type { DialectServices } from '../../../dialect.ts';

/** An error in the words of RFC 6749, section 5.2. */
class TokenError extends Error {
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}

/**
 * `POST /oauth/token`: access tokens for a user. The vendor's clients sign in as `edgecli` with a public password;
 * that says nothing about anybody, so it is not looked at.
 */
export function tokenRoutes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    app.setErrorHandler((error, request, reply) => {
      const told = tokenErrorFrom(error);
      if (told.status >= 500)
        services.log.error({ requestId: request.id, err: error }, 'a token request failed');
      return reply
        .code(told.status)
        .header('cache-control', 'no-store')
        .send({ error: told.error, error_description: told.message });
    });
    app.post('/', async (request, reply) => {
      const tokens = await tokensFor(services, formFrom(String(request.body ?? '')));
      return reply.header('cache-control', 'no-store').header('pragma', 'no-cache').send(answerFrom(tokens));
    });
  };
}

/** No field may be there twice (RFC 6749, section 3.2); one without a value is as if it were not there. */
function formFrom(body: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (fields.has(name)) throw new TokenError(400, 'invalid_request', `${name} is there twice.`);
    if (value !== '') fields.set(name, value);
  }
  return fields;
}

async function tokensFor(
  { access }: DialectServices,
  form: ReadonlyMap<string, string>,
): Promise<IssuedTokens> {
  switch (form.get('grant_type')) {
    case 'password': {
      const organization = form.get('scope');
      const username = required(form, 'username');
      const found = await access.verifyUsers({
        dialect: 'apigee',
        username,
        password: required(form, 'password'),
      });
      const fitting = await inOrganization(access, found, organization);
      if (fitting[0] === undefined) {
        throw new TokenError(400, 'invalid_grant', 'The username or password is not right.');
      }
      if (fitting.length > 1) {
        const message = 'This user is in several organizations: name one of them as scope.';
        throw new TokenError(400, 'invalid_scope', message);
      }
      return access.issueTokens(fitting[0]);
    }
    case 'refresh_token':
      return access.refreshTokens({ refreshToken: required(form, 'refresh_token'), organizationId: null });
    case undefined:
      throw new TokenError(400, 'invalid_request', 'grant_type is required.');
    default:
      throw new TokenError(400, 'unsupported_grant_type', 'grant_type is password or refresh_token.');
  }
}

async function inOrganization<User extends { organizationId: string }>(
  access: DialectServices['access'],
  users: readonly User[],
  reference: string | undefined,
): Promise<readonly User[]> {
  if (reference === undefined) return users;
  const organization = await access.findOrganization({ reference, dialect: 'apigee', principal: null });
  return users.filter(({ organizationId }) => organizationId === organization?.id);
}

function required(form: ReadonlyMap<string, string>, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new TokenError(400, 'invalid_request', `${name} is required.`);
  return value;
}

function answerFrom(tokens: IssuedTokens): JsonObject {
  return {
    access_token: tokens.accessToken,
    token_type: 'bearer',
    refresh_token: tokens.refreshToken,
    expires_in: tokens.expiresInSeconds,
    scope: '',
  };
}

function tokenErrorFrom(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  if (error instanceof BellwireError) {
    return error.code === 'unavailable'
      ? new TokenError(503, 'temporarily_unavailable', error.message)
      : new TokenError(400, 'invalid_grant', error.message);
  }
  const { statusCode } = error as { statusCode?: number };
  if (statusCode !== undefined && statusCode < 500) {
    return new TokenError(400, 'invalid_request', 'The body is application/x-www-form-urlencoded.');
  }
  return new TokenError(500, 'server_error', 'Something went wrong on our side.');
}
