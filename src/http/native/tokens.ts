import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { pageRequestOf } from './page-request.ts';
import { answers, noContent, pageQuery, ref } from './schemas/common.ts';
import { newToken, tokenPath } from './schemas/tokens.ts';

const tags = ['tokens'];

/** Bearer tokens of this API. */
export function tokenRoutes({ tokens }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/tokens',
      {
        schema: {
          operationId: 'token.list',
          tags,
          summary: 'The tokens that reach no further than this one, newest first',
          querystring: pageQuery,
          response: answers({ 200: ref('TokenPage') }, 400),
        },
      },
      async (request) => tokens.list(principalOf(request), pageRequestOf(request.query)),
    );

    app.post(
      '/tokens',
      {
        schema: {
          operationId: 'token.create',
          tags,
          summary: 'Make a token',
          description: 'The answer is the only place where the token can ever be read.',
          body: newToken,
          response: answers({ 201: ref('TokenWithText') }, 400),
        },
      },
      async (request, reply) => {
        const { expiresAt, organizations, ...rest } = request.body;
        const token = await tokens.create(principalOf(request), {
          ...rest,
          organizations: organizations ?? null,
          expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : null,
        });
        return reply.code(201).send(token);
      },
    );

    app.delete(
      '/tokens/:id',
      {
        schema: {
          operationId: 'token.revoke',
          tags,
          summary: 'Revoke a token, at once and for ever',
          params: tokenPath,
          response: answers({ 204: noContent }, 404),
        },
      },
      async (request, reply) => {
        await tokens.revoke(principalOf(request), request.params.id);
        return reply.code(204).send();
      },
    );
  };
}
