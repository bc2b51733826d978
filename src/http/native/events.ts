import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { permit } from '../../access/principal.ts';
import { notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import type { HttpServices } from '../http-services.ts';
import { objectFilterOf } from './filters.ts';
import { contextOf, permittedIn } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { asAsked, fingerprintOf, publishedFrom } from './publication.ts';
import { answers, itemPath, ref } from './schemas/common.ts';
import { eventQuery, publication, publishHeaders } from './schemas/events.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['events'];

/** What happened. */
export function eventRoutes({ access, deliveryLog, publish }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/events',
      {
        schema: {
          operationId: 'event.list',
          tags,
          summary: 'Events, newest first',
          params: organizationPath,
          querystring: eventQuery,
          response: answers({ 200: ref('EventPage') }, 400, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'events.read');
        const { transactionId } = request.query;
        return deliveryLog.events({
          organizationId,
          filter: { ...objectFilterOf(request.query), ...(transactionId && { transactionId }) },
          page: pageRequestOf(request.query),
        });
      },
    );

    app.post(
      '/organizations/:org/events',
      {
        schema: {
          operationId: 'event.publish',
          tags,
          summary: 'Tell of one event, or of up to a thousand at once: all are saved, or none',
          params: organizationPath,
          headers: publishHeaders,
          body: publication,
          response: answers({ 202: ref('Published') }, 400, 404, 409, 413),
        },
      },
      async (request, reply) => {
        const { principal, organization } = await contextOf(access, request);
        permit(principal, 'events.publish', organization.id);
        const events = publishedFrom(request.body);
        const key = request.headers['idempotency-key'];
        const answer = await asAsked(request.body, () =>
          publish({
            organizationId: organization.id,
            actor: principal.actor,
            events,
            ...(key !== undefined && { idempotency: { key, fingerprint: fingerprintOf(request.body) } }),
          }),
        );
        return reply.code(202).send(answer);
      },
    );

    app.get(
      '/organizations/:org/events/:id',
      {
        schema: {
          operationId: 'event.get',
          tags,
          summary: 'One event: the object as it was, and to whom the event is owed',
          params: itemPath,
          response: answers({ 200: ref('EventDetails') }, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'events.read');
        const { id } = request.params;
        const event = isUuid(id) ? await deliveryLog.event(organizationId, id) : null;
        if (event === null) throw notFound('The event');
        return event;
      },
    );
  };
}
