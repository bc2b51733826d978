import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { permit } from '../../access/principal.ts';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { answers, ref } from './schemas/common.ts';

/** For whoever keeps Bellwire running. */
export function operationRoutes({ operations }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/operations',
      {
        schema: {
          operationId: 'operations.read',
          tags: ['operations'],
          summary: 'Nodes, backlog by age, database, retention, version',
          description: 'For administrators of the whole installation.',
          response: answers({ 200: ref('Operations') }),
        },
      },
      async (request) => {
        permit(principalOf(request), 'organizations.manage', null);
        return operations.read();
      },
    );
  };
}
