import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { permit } from '../../access/principal.ts';
import { describeType } from '../../catalogue/describe-type.ts';
import type { HttpServices } from '../http-services.ts';
import { objectContextOf } from './object-context.ts';
import { answers, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';

/** The types of objects, for forms and lists. */
export function catalogueRoutes({ access, catalogues }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/catalogue',
      {
        schema: {
          operationId: 'catalogue.get',
          tags: ['objects'],
          summary: 'The types of objects of an organization: schemas, names, relations, events',
          params: organizationPath,
          response: answers({ 200: ref('Catalogue') }, 404),
        },
      },
      async (request) => {
        const { principal, organization, catalogue } = await objectContextOf(access, catalogues, request);
        permit(principal, 'objects.read', organization.id);
        const customFields = organization.settings.customFields;
        return {
          dialect: catalogue.dialect,
          types: Object.values(catalogue.types).map((type) =>
            describeType(catalogue, type, customFields[type.name] ?? []),
          ),
        };
      },
    );
  };
}
