import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { objectContextOf, objectTypeOf } from './object-context.ts';
import { permittedIn } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { answers, pageQuery, ref } from './schemas/common.ts';
import { objectPath } from './schemas/objects.ts';

const tags = ['objects'];

/** What was, and what would be told of one object. */
export function objectLogRoutes(services: HttpServices): FastifyPluginAsyncTypebox {
  const { access, catalogues, deliveryLog, objects, webhooks } = services;
  return async (app) => {
    app.get(
      '/organizations/:org/objects/:type/:id/removal',
      {
        schema: {
          operationId: 'object.previewRemoval',
          tags,
          summary: 'What the removal of an object would take along and tell; nothing is done',
          description: '409 when it could not be removed, because others hold it.',
          params: objectPath,
          response: answers({ 200: ref('RemovalPreview') }, 404, 409),
        },
      },
      async (request) => {
        const context = await objectContextOf(access, catalogues, request);
        const type = objectTypeOf(context, request.params.type).name;
        const preview = await objects.previewRemoval(context, { type, id: request.params.id });
        const on = (await webhooks.list(context)).filter(({ enabled }) => enabled);
        return { ...preview, webhooks: on.length };
      },
    );

    app.get(
      '/organizations/:org/objects/:type/:id/history',
      {
        schema: {
          operationId: 'object.history',
          tags,
          summary: 'What happened to an object, and where it was told; also after it has gone',
          params: objectPath,
          querystring: pageQuery,
          response: answers({ 200: ref('History') }, 400, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'events.read');
        const { type, id } = request.params;
        return deliveryLog.history({
          organizationId,
          objectType: type,
          objectId: id,
          page: pageRequestOf(request.query),
        });
      },
    );

    app.post(
      '/organizations/:org/objects/:type/:id/erase-log',
      {
        schema: {
          operationId: 'object.eraseLog',
          tags: ['objects'],
          summary: 'Erase what the log holds of an object',
          description:
            'For good: the fields in its events, also where events of other objects tell of it as their parent, the ' +
            'bodies of these events, and the bodies and answers of their attempts and "before" calls. What remains ' +
            'says that, when and how something was sent. What of it is still owed is cancelled with the reason ' +
            '`data-erased`. The object itself stays: remove it first, or what it tells next is in the log again. ' +
            'Can be repeated. Needs the role of an administrator.',
          params: objectPath,
          response: answers({ 200: ref('Erased') }, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'organizations.manage');
        const { type, id } = request.params;
        const erased = isUuid(id)
          ? await deliveryLog.eraseObject({ organizationId, type, id, by: principalOf(request) })
          : null;
        if (erased === null) throw notFound('The object');
        return erased;
      },
    );
  };
}
