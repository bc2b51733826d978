import type { FastifyPluginAsync } from 'fastify';
import type { IssuedTokens } from '../../../../access/access.ts';
import type { JsonObject } from '../../../../base/json.ts';
import type { Credential } from '../../../../store/records/credential.ts';
import type { DialectServices } from '../../../dialect.ts';
import { clientOf } from './client.ts';
import { formFrom } from './form.ts';
import { OAuthError, oauthErrorFrom } from './oauth-error.ts';

/** `POST /v3/token`: OAuth 2.0 access tokens for the V3 API. The scope is the area's UUID. */
export function tokenRoutes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, body),
    );
    app.setErrorHandler((error, request, reply) => {
      const told = oauthErrorFrom(error);
      if (told.status >= 500)
        services.log.error({ requestId: request.id, err: error }, 'a token request failed');
      if (told.status === 401) reply.header('www-authenticate', 'Basic realm="Mashery"');
      return reply
        .code(told.status)
        .header('cache-control', 'no-store')
        .send({ error: told.error, error_description: told.message });
    });

    app.post('/', async (request, reply) => {
      const client = await clientOf(services.access, request.headers.authorization);
      if (client === null) {
        throw new OAuthError(401, 'invalid_client', 'The API key or its secret is not right.');
      }
      const form = formFrom(typeof request.body === 'string' ? request.body : '');
      if (form === null) throw new OAuthError(400, 'invalid_request', 'A parameter is there twice.');
      const tokens = await tokensFor(services, client, form);
      return reply
        .header('cache-control', 'no-store')
        .header('pragma', 'no-cache')
        .send(replyFrom(tokens, client));
    });
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: '/',
      handler: (_request, reply) => {
        reply.header('allow', 'POST');
        throw new OAuthError(405, 'invalid_request', 'Tokens are asked for by POST.');
      },
    });
  };
}

async function tokensFor(
  services: DialectServices,
  client: Credential,
  form: ReadonlyMap<string, string>,
): Promise<IssuedTokens> {
  const { access } = services;
  const { organizationId } = client;
  switch (form.get('grant_type')) {
    case 'password': {
      await checkScope(services, client, required(form, 'scope'));
      const user = await access.verifyPassword({
        organizationId,
        username: required(form, 'username'),
        password: required(form, 'password'),
      });
      if (user === null) throw new OAuthError(400, 'invalid_grant', 'The username or password is not right.');
      return access.issueTokens(user);
    }
    case 'client_credentials':
      await checkScope(services, client, required(form, 'scope'));
      return access.issueTokens(client);
    case 'refresh_token': {
      const scope = form.get('scope');
      if (scope !== undefined) await checkScope(services, client, scope);
      return access.refreshTokens({ refreshToken: required(form, 'refresh_token'), organizationId });
    }
    case undefined:
      throw new OAuthError(400, 'invalid_request', 'grant_type is required.');
    default:
      throw new OAuthError(
        400,
        'unsupported_grant_type',
        'grant_type is password, client_credentials or refresh_token.',
      );
  }
}

function required(form: ReadonlyMap<string, string>, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OAuthError(400, 'invalid_request', `${name} is required.`);
  return value;
}

async function checkScope({ access }: DialectServices, client: Credential, scope: string): Promise<void> {
  const organization = await access.findOrganization({
    reference: scope,
    dialect: 'mashery',
    principal: access.principalOf(client),
  });
  if (organization?.id !== client.organizationId) {
    throw new OAuthError(400, 'invalid_scope', 'The scope is the UUID of the area of this API key.');
  }
}

function replyFrom(tokens: IssuedTokens, client: Credential): JsonObject {
  return {
    token_type: 'bearer',
    // The vendor's replies have it and no public page explains it; here it names the API key that was used.
    mapi: client.identifier,
    access_token: tokens.accessToken,
    expires_in: tokens.expiresInSeconds,
    refresh_token: tokens.refreshToken,
    scope: client.organizationId,
  };
}
