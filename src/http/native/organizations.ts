import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { contextOf } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { answers, noContent, ref } from './schemas/common.ts';
import {
  confirmQuery,
  newOrganization,
  organizationChange,
  organizationPath,
  organizationsQuery,
} from './schemas/organizations.ts';

const tags = ['organizations'];

/** Organizations. */
export function organizationRoutes({ access, organizations }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations',
      {
        schema: {
          operationId: 'organization.list',
          tags,
          summary: 'The organizations that the token may see, newest first',
          querystring: organizationsQuery,
          response: answers({ 200: ref('OrganizationPage') }, 400),
        },
      },
      async (request) => {
        const { q, ...page } = request.query;
        return organizations.list(principalOf(request), { ...pageRequestOf(page), q });
      },
    );

    app.post(
      '/organizations',
      {
        schema: {
          operationId: 'organization.create',
          tags,
          summary: 'Make an organization',
          body: newOrganization,
          response: answers({ 201: ref('Organization') }, 400, 409),
        },
      },
      async (request, reply) => {
        const organization = await organizations.create(principalOf(request), request.body);
        return reply
          .code(201)
          .header('location', `/api/v1/organizations/${organization.key}`)
          .send(organization);
      },
    );

    app.get(
      '/organizations/:org',
      {
        schema: {
          operationId: 'organization.get',
          tags,
          summary: 'One organization',
          params: organizationPath,
          response: answers({ 200: ref('Organization') }, 404),
        },
      },
      async (request) => organizations.get(principalOf(request), request.params.org),
    );

    app.patch(
      '/organizations/:org',
      {
        schema: {
          operationId: 'organization.update',
          tags,
          summary: 'Change the name or the settings of an organization',
          params: organizationPath,
          body: organizationChange,
          response: answers({ 200: ref('Organization') }, 400, 404),
        },
      },
      async (request) => organizations.update(await contextOf(access, request), request.body),
    );

    app.delete(
      '/organizations/:org',
      {
        schema: {
          operationId: 'organization.remove',
          tags,
          summary: 'Remove an organization with everything in it',
          description:
            'Its objects, webhooks, credentials and log go, for ever. What is still owed is not sent.',
          params: organizationPath,
          querystring: confirmQuery,
          response: answers({ 204: noContent }, 400, 404),
        },
      },
      async (request, reply) => {
        await organizations.remove(await contextOf(access, request), request.query.confirm);
        return reply.code(204).send();
      },
    );
  };
}
