import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { EventType } from '../../store/records/event-type.ts';
import type { HttpServices } from '../http-services.ts';
import { contextOf } from './organization-of.ts';
import { answers, noContent, ref } from './schemas/common.ts';
import { eventTypeInput, eventTypePath } from './schemas/event-types.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['event-types'];

/** What organizations say of the types of events that are published in them. */
export function eventTypeRoutes({ access, eventTypes }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/event-types',
      {
        schema: {
          operationId: 'eventtype.list',
          tags,
          summary: 'All registered event types, by name',
          params: organizationPath,
          response: answers({ 200: ref('EventTypeList') }, 404),
        },
      },
      async (request) => ({ items: (await eventTypes.list(await contextOf(access, request))).map(viewOf) }),
    );

    app.get(
      '/organizations/:org/event-types/:type',
      {
        schema: {
          operationId: 'eventtype.get',
          tags,
          summary: 'One registered event type',
          params: eventTypePath,
          response: answers({ 200: ref('EventType') }, 404),
        },
      },
      async (request) => viewOf(await eventTypes.get(await contextOf(access, request), request.params.type)),
    );

    app.put(
      '/organizations/:org/event-types/:type',
      {
        schema: {
          operationId: 'eventtype.put',
          tags,
          summary: 'Register an event type with a schema, or replace it',
          description:
            'From then on events of this type are published only if their `data` satisfies the schema. Changes of ' +
            'objects that Bellwire keeps are not held against it.',
          params: eventTypePath,
          body: eventTypeInput,
          response: answers({ 200: ref('EventType'), 201: ref('EventType') }, 400, 404, 409, 413),
        },
      },
      async (request, reply) => {
        const { created, ...type } = await eventTypes.put(
          await contextOf(access, request),
          request.params.type,
          request.body,
        );
        return reply.code(created ? 201 : 200).send(viewOf(type));
      },
    );

    app.delete(
      '/organizations/:org/event-types/:type',
      {
        schema: {
          operationId: 'eventtype.remove',
          tags,
          summary: 'Forget a registered event type',
          description: 'Events of this type are published again as they come.',
          params: eventTypePath,
          response: answers({ 204: noContent }, 404),
        },
      },
      async (request, reply) => {
        await eventTypes.remove(await contextOf(access, request), request.params.type);
        return reply.code(204).send();
      },
    );
  };
}

function viewOf({ organizationId, ...view }: EventType): Omit<EventType, 'organizationId'> {
  return view;
}
