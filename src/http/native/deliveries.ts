import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { BellwireError, notFound } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import type { CancelResult, ResendResult } from '../../pipeline/log/log.ts';
import { principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { objectFilterOf, statusFilterOf } from './filters.ts';
import { permittedIn } from './organization-of.ts';
import { pageRequestOf } from './page-request.ts';
import { answers, itemPath, ref } from './schemas/common.ts';
import { deliveryQuery } from './schemas/deliveries.ts';
import { organizationPath } from './schemas/organizations.ts';

const tags = ['deliveries'];

/** What is owed, and what became of it. */
export function deliveryRoutes({ access, deliveryLog }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/organizations/:org/deliveries',
      {
        schema: {
          operationId: 'delivery.list',
          tags,
          summary: 'Deliveries, newest first',
          params: organizationPath,
          querystring: deliveryQuery,
          response: answers({ 200: ref('DeliveryPage') }, 400, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        const { eventId, webhookId, state, status, reason, q } = request.query;
        return deliveryLog.deliveries({
          organizationId,
          filter: {
            ...objectFilterOf(request.query),
            ...(eventId !== undefined && { eventId }),
            ...(webhookId !== undefined && { webhookId }),
            ...(state !== undefined && { states: state }),
            ...(status !== undefined && { status: statusFilterOf(status) }),
            ...(reason !== undefined && { reason }),
            ...(q !== undefined && { search: q }),
          },
          page: pageRequestOf(request.query),
        });
      },
    );

    app.get(
      '/organizations/:org/deliveries/:id',
      {
        schema: {
          operationId: 'delivery.get',
          tags,
          summary: 'One delivery with its attempts',
          params: itemPath,
          response: answers({ 200: ref('DeliveryDetails') }, 404),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.read');
        const { id } = request.params;
        const delivery = isUuid(id) ? await deliveryLog.delivery(organizationId, id) : null;
        if (delivery === null) throw notFound('The delivery');
        return delivery;
      },
    );

    app.post(
      '/organizations/:org/deliveries/:id/resend',
      {
        schema: {
          operationId: 'delivery.resend',
          tags,
          summary: 'Send a delivery again',
          description:
            'The same event with the same id, on a fresh schedule of retries. 409 while it waits to be sent anyway, ' +
            'and when its webhook is off or gone.',
          params: itemPath,
          response: answers({ 202: ref('Queued') }, 404, 409),
        },
      },
      async (request, reply) => {
        const organizationId = await permittedIn(access, request, 'deliveries.resend');
        const { id } = request.params;
        const by = principalOf(request);
        refuseUnlessQueued(await deliveryLog.resend({ organizationId, deliveryId: id, by }));
        return reply.code(202).send({ id, result: 'queued' });
      },
    );

    app.post(
      '/organizations/:org/deliveries/:id/cancel',
      {
        schema: {
          operationId: 'delivery.cancel',
          tags,
          summary: 'Give a delivery up',
          description:
            'For one that waits for its first attempt, a retry, or its webhook. It stays in the log as cancelled and ' +
            'can be sent again. 409 when nothing more is owed, and while a node has it in hand: it is being sent, or waits there for ' +
            'its turn. Once its webhook is switched off, the node lets go of what waits within seconds.',
          params: itemPath,
          response: answers({ 200: ref('Cancelled') }, 404, 409),
        },
      },
      async (request) => {
        const organizationId = await permittedIn(access, request, 'deliveries.resend');
        const { id } = request.params;
        const by = principalOf(request);
        refuseUnlessCancelled(await deliveryLog.cancel({ organizationId, deliveryId: id, by }));
        return { id, result: 'cancelled' };
      },
    );
  };
}

function refuseUnlessQueued(result: ResendResult): void {
  switch (result) {
    case 'queued':
      return;
    case 'not-found':
      throw notFound('The delivery');
    case 'data-erased':
      throw new BellwireError('conflict', 'The data of this delivery was erased; it cannot be sent again.');
    case 'webhook-gone':
      throw new BellwireError('conflict', 'The webhook of this delivery was removed.');
    case 'webhook-off':
      throw new BellwireError('conflict', 'The webhook of this delivery is off; switch it on first.');
    case 'already-waiting':
      throw new BellwireError('conflict', 'This delivery waits to be sent already.');
    case 'event-gone':
      throw new BellwireError('conflict', 'The event of this delivery is no longer kept.');
  }
}

function refuseUnlessCancelled(result: CancelResult): void {
  switch (result) {
    case 'cancelled':
      return;
    case 'not-found':
      throw notFound('The delivery');
    case 'already-finished':
      throw new BellwireError('conflict', 'Nothing more is owed for this delivery.');
    case 'being-sent':
      throw new BellwireError(
        'conflict',
        'A node has this delivery in hand: it is being sent, or waits there for its turn. Switch its webhook off first: the ' +
          'node then lets go of what waits, within seconds.',
      );
  }
}
