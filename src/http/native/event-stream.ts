import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { isUuid } from '../../base/ids.ts';
import type { News } from '../../pipeline/log/feed.ts';
import type { HttpServices } from '../http-services.ts';
import { permittedIn } from './organization-of.ts';
import { tailQuery } from './schemas/attempts.ts';
import { answers } from './schemas/common.ts';
import { streamAnswer, streamHeaders, tailAnswer } from './schemas/event-stream.ts';
import { organizationPath } from './schemas/organizations.ts';
import { createStreams, message } from './streams.ts';

const beatMs = 15_000;

/** Events and attempts as they come, for a page that stays open. */
export function eventStreamRoutes({
  access,
  feed,
  streamBeatMs = beatMs,
}: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    const streams = createStreams(access, streamBeatMs);
    app.addHook('preClose', async () => streams.end());

    app.get(
      '/organizations/:org/events/stream',
      {
        // There is nothing to tell without the body, and to ask for it would open a stream that nobody ends.
        exposeHeadRoute: false,
        schema: {
          operationId: 'event.stream',
          tags: ['events'],
          summary: 'Events as they come, as server-sent events',
          params: organizationPath,
          headers: streamHeaders,
          response: answers({ 200: streamAnswer as never }, 404),
        },
      },
      async (request, reply) => {
        const permission = 'events.read';
        const organizationId = await permittedIn(access, request, permission);
        const lastId = request.headers['last-event-id'];
        const missed =
          lastId !== undefined && isUuid(lastId) ? await feed.since(organizationId, lastId) : null;
        return streams.open(request, reply, { organizationId, permission }, (write) => {
          if (missed !== null) write(textOf(missed));
          return feed.subscribe(organizationId, (news) => write(textOf(news)));
        });
      },
    );

    app.get(
      '/organizations/:org/attempts/stream',
      {
        exposeHeadRoute: false,
        schema: {
          operationId: 'attempt.stream',
          tags: ['attempts'],
          summary: 'That attempts were made which a search finds, as server-sent events',
          params: organizationPath,
          querystring: tailQuery,
          response: answers({ 200: tailAnswer as never }, 400, 404),
        },
      },
      async (request, reply) => {
        const permission = 'deliveries.read';
        const organizationId = await permittedIn(access, request, permission);
        const { text = '', type, webhookId, status, test } = request.query;
        const tailed = { organizationId, text, eventType: type, webhookId, status, test };
        return streams.open(request, reply, { organizationId, permission }, (write) =>
          feed.tail(tailed, (news) => write(message('attempts', news))),
        );
      },
    );
  };
}

function textOf({ events, skipped, attemptId }: News): string {
  return [
    ...(skipped ? [message('skipped', {})] : []),
    ...events.map((event) => message('event', event, event.id)),
    ...(attemptId === null ? [] : [message('attempts', { newest: attemptId })]),
  ].join('');
}
