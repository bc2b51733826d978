import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { reasons } from '../../pipeline/delivery/reasons.ts';
import { answers, ref } from './schemas/common.ts';

/** The closed list of reasons. */
export function reasonRoutes(): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/reasons',
      {
        schema: {
          operationId: 'reason.list',
          tags: ['attempts'],
          summary: 'Why an attempt can have failed: the closed list',
          response: answers({ 200: ref('ReasonList') }),
        },
      },
      async () => ({
        items: Object.entries(reasons).map(([code, description]) => ({ code, description })),
      }),
    );
  };
}
