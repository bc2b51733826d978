import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { HttpServices } from '../http-services.ts';
import { etagOf, versionOf } from './etag.ts';
import { objectContextOf, objectTypeOf } from './object-context.ts';
import { parentsShown } from './object-parents.ts';
import { asInBody, objectsAskedOf, objectView } from './object-views.ts';
import { answers, noContent, ref } from './schemas/common.ts';
import { newObject, objectChange, objectPath, objectQuery, objectTypePath } from './schemas/objects.ts';
import { ifMatchHeaders } from './schemas/webhooks.ts';

const tags = ['objects'];

/** The objects of any dialect. */
export function objectRoutes({ access, catalogues, objects }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/objects/:type',
      {
        schema: {
          operationId: 'object.list',
          tags,
          summary: 'Objects of a type',
          params: objectTypePath,
          querystring: objectQuery,
          response: answers({ 200: ref('ObjectPage') }, 400, 404),
        },
      },
      async (request) => {
        const context = await objectContextOf(access, catalogues, request);
        const page = await objects.page(context, objectsAskedOf(request.params.type, request.query));
        const { objects: found, ...places } = page;
        const parents = request.query.expand?.includes('parents')
          ? await parentsShown(objects, context, found)
          : undefined;
        const items = found.map((object) => ({
          ...objectView(context, object),
          ...(parents !== undefined && { parents: parents.get(object.id) ?? {} }),
        }));
        return { items, ...places };
      },
    );

    app.post(
      '/organizations/:org/objects/:type',
      {
        schema: {
          operationId: 'object.create',
          tags,
          summary: 'Make an object',
          description:
            'Tells of it like a change through the API of its dialect. 422 when a receiver refuses it.',
          params: objectTypePath,
          body: newObject,
          response: answers({ 201: ref('Object') }, 400, 404, 409, 422),
        },
      },
      async (request, reply) => {
        const context = await objectContextOf(access, catalogues, request);
        const type = objectTypeOf(context, request.params.type);
        const { fields, links = {} } = request.body;
        const made = await asInBody(type, () => objects.create(context, { type: type.name, fields, links }));
        const view = objectView(context, made.object);
        const path = `/api/v1/organizations/${context.organization.key}/objects/${type.name}/${view.id}`;
        return reply
          .code(201)
          .headers({ location: path, etag: etagOf(view) })
          .send(view);
      },
    );

    app.get(
      '/organizations/:org/objects/:type/:id',
      {
        schema: {
          operationId: 'object.get',
          tags,
          summary: 'One object, with what it hangs on and how much hangs on it',
          params: objectPath,
          response: answers({ 200: ref('ObjectDetails') }, 404),
        },
      },
      async (request, reply) => {
        const context = await objectContextOf(access, catalogues, request);
        const type = objectTypeOf(context, request.params.type);
        const { object } = await objects.get(context, { type: type.name, id: request.params.id });
        const parents = await parentsShown(objects, context, [object]);
        const children = await objects.childrenCount(context, object.id);
        return reply.header('etag', etagOf(object)).send({
          ...objectView(context, object),
          parents: parents.get(object.id) ?? {},
          children,
        });
      },
    );

    app.patch(
      '/organizations/:org/objects/:type/:id',
      {
        schema: {
          operationId: 'object.update',
          tags,
          summary: 'Change an object',
          description:
            'What is not given stays. With `version` or `If-Match`, the change is made only if the object is still at that ' +
            'version. 422 when a receiver refuses it.',
          params: objectPath,
          headers: ifMatchHeaders,
          body: objectChange,
          response: answers({ 200: ref('Object') }, 400, 404, 409, 422),
        },
      },
      async (request, reply) => {
        const context = await objectContextOf(access, catalogues, request);
        const type = objectTypeOf(context, request.params.type);
        const { fields = {}, links, version = versionOf(request.headers['if-match']) } = request.body;
        const { object } = await asInBody(type, () =>
          objects.update(context, {
            type: type.name,
            id: request.params.id,
            fields,
            ...(links && { links }),
            ...(version !== undefined && { version }),
          }),
        );
        return reply.header('etag', etagOf(object)).send(objectView(context, object));
      },
    );

    app.delete(
      '/organizations/:org/objects/:type/:id',
      {
        schema: {
          operationId: 'object.remove',
          tags,
          summary: 'Remove an object, with what goes along with it',
          params: objectPath,
          headers: ifMatchHeaders,
          response: answers({ 204: noContent }, 400, 404, 409, 422),
        },
      },
      async (request, reply) => {
        const context = await objectContextOf(access, catalogues, request);
        const type = objectTypeOf(context, request.params.type).name;
        const version = versionOf(request.headers['if-match']);
        await objects.remove(context, {
          type,
          id: request.params.id,
          ...(version !== undefined && { version }),
        });
        return reply.code(204).send();
      },
    );
  };
}
