import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { HttpServices } from '../http-services.ts';
import { contextOf } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { answers, itemPath, noContent, pageQuery, ref } from './schemas/common.ts';
import { newCredential } from './schemas/credentials.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['credentials'];

/** What clients of a dialect sign in with. */
export function credentialRoutes({ access, credentials }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/credentials',
      {
        schema: {
          operationId: 'credential.list',
          tags,
          summary: 'The credentials of an organization, newest first',
          params: organizationPath,
          querystring: pageQuery,
          response: answers({ 200: ref('CredentialPage') }, 400, 404),
        },
      },
      async (request) => credentials.list(await contextOf(access, request), pageRequestOf(request.query)),
    );

    app.post(
      '/organizations/:org/credentials',
      {
        schema: {
          operationId: 'credential.create',
          tags,
          summary: 'Make an API key or a user',
          description: 'The answer is the only place where the secret of an API key can be read.',
          params: organizationPath,
          body: newCredential,
          response: answers({ 201: ref('CredentialWithSecret') }, 400, 404, 409),
        },
      },
      async (request, reply) => {
        const credential = await credentials.create(await contextOf(access, request), request.body);
        return reply.code(201).send(credential);
      },
    );

    app.delete(
      '/organizations/:org/credentials/:id',
      {
        schema: {
          operationId: 'credential.remove',
          tags,
          summary: 'Remove a credential, and with it the tokens that were issued to it',
          params: itemPath,
          response: answers({ 204: noContent }, 404),
        },
      },
      async (request, reply) => {
        await credentials.remove(await contextOf(access, request), request.params.id);
        return reply.code(204).send();
      },
    );
  };
}
