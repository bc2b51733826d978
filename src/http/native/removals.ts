import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { typeOf } from '../../catalogue/catalogue.ts';
import { labelOf } from '../../catalogue/describe-type.ts';
import type { HttpServices } from '../http-services.ts';
import { objectContextOf } from './object-context.ts';
import { contextOf } from './organization-of.ts';
import { answers, itemPath, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';

/** What would go, ahead of acts that nothing brings back. */
export function removalRoutes(services: HttpServices): FastifyPluginAsyncTypebox {
  const { access, catalogues, organizations, webhooks } = services;
  return async (app) => {
    app.get(
      '/organizations/:org/removal',
      {
        schema: {
          operationId: 'organization.previewRemoval',
          tags: ['organizations'],
          summary: 'How much the removal of an organization would take along; nothing is done',
          params: organizationPath,
          response: answers({ 200: ref('OrganizationRemoval') }, 404),
        },
      },
      async (request) => organizations.previewRemoval(await contextOf(access, request)),
    );

    app.get(
      '/organizations/:org/webhooks/:id/removal',
      {
        schema: {
          operationId: 'webhook.previewRemoval',
          tags: ['webhooks'],
          summary: 'What holds a webhook, and what would be cancelled with it; nothing is done',
          params: itemPath,
          response: answers({ 200: ref('WebhookRemoval') }, 404),
        },
      },
      async (request) => {
        const context = await objectContextOf(access, catalogues, request);
        const { waiting, heldBy } = await webhooks.previewRemoval(context, request.params.id);
        return {
          waiting,
          heldBy: heldBy.map((object) => ({
            type: object.type,
            id: object.id,
            label: labelOf(typeOf(context.catalogue, object.type), object),
          })),
        };
      },
    );
  };
}
