import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { permit } from '../../access/principal.ts';
import { notFound } from '../../base/errors.ts';
import { findUnstorable } from '../../catalogue/storable.ts';
import type { HttpServices } from '../http-services.ts';
import { contextOf } from './organization-of.ts';
import { answers, ref } from './schemas/common.ts';
import { organizationPath } from './schemas/organizations.ts';
import { usesPath, usesQuery } from './schemas/uses.ts';

const tags = ['usage'];
const defaultLimit = 50;

/** How far developers and companies are with their targets. */
export function usesRoutes({ access, uses }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/usage/developers',
      {
        schema: {
          operationId: 'usage.list',
          tags,
          summary: 'Developers and companies, by how much of a target they have used',
          description:
            'All of them, each with the accepted plan of which most is used. With `plan` and `atLeast`: who is past a ' +
            'percentage. With `missedBy`: whom a new notification condition does not tell of in this period.',
          params: organizationPath,
          querystring: usesQuery,
          response: answers({ 200: ref('UsePage') }, 400, 404),
        },
      },
      async (request) => {
        const { principal, organization } = await contextOf(access, request);
        permit(principal, 'objects.read', organization.id);
        const { limit = defaultLimit, plan, ...rest } = request.query;
        if (plan !== undefined && findUnstorable(plan).length > 0) throw notFound('The plan');
        return uses.list(organization, { ...rest, ...(plan !== undefined && { plan }), limit });
      },
    );

    app.get(
      '/organizations/:org/usage/developers/:developer',
      {
        schema: {
          operationId: 'usage.get',
          tags,
          summary: 'One of them: every accepted plan, what it has counted, and what was told of it',
          params: usesPath,
          response: answers({ 200: ref('UseDetails') }, 400, 404),
        },
      },
      async (request) => {
        const { principal, organization } = await contextOf(access, request);
        permit(principal, 'objects.read', organization.id);
        const { developer } = request.params;
        if (findUnstorable(developer).length > 0) throw notFound('The developer');
        return uses.get(organization, developer);
      },
    );
  };
}
