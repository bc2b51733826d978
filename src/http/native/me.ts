import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { principalOf } from '../authentication.ts';
import { answers, ref } from './schemas/common.ts';

/** Who one is. */
export function meRoutes(): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/me',
      {
        schema: {
          operationId: 'token.me',
          tags: ['tokens'],
          summary: 'Who the token stands for, and what it may do',
          response: answers({ 200: ref('Principal') }),
        },
      },
      async (request) => principalOf(request),
    );
  };
}
