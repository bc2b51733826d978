import { PassThrough } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { permit } from '../../access/principal.ts';
import { BellwireError } from '../../base/errors.ts';
import { isUuid } from '../../base/ids.ts';
import type { News } from '../../pipeline/log/feed.ts';
import { bearerTokenOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { permittedIn } from './organization-of.ts';
import { answers } from './schemas/common.ts';
import { streamAnswer, streamHeaders } from './schemas/event-stream.ts';
import { organizationPath } from './schemas/organizations.ts';

const beatMs = 15_000;
/** Whoever reads slower than this loses the connection, and goes on from `Last-Event-ID`. */
const maxBufferedBytes = 256 * 1024;
const maxStreams = 1000;

/** Events as they come, for a page that stays open. */
export function eventStreamRoutes({
  access,
  feed,
  streamBeatMs = beatMs,
}: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    const open = new Set<PassThrough>();
    app.addHook('preClose', async () => {
      for (const stream of open) stream.end(message('end', { reason: 'stopping' }));
    });

    app.get(
      '/organizations/:org/events/stream',
      {
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
        const organizationId = await permittedIn(access, request, 'events.read');
        if (open.size >= maxStreams) throw new BellwireError('unavailable', 'Too many streams are open.');
        const token = bearerTokenOf(request);
        const lastId = request.headers['last-event-id'];
        const stream = new PassThrough();

        const write = (text: string) => {
          if (stream.writableLength + text.length > maxBufferedBytes) stream.destroy();
          else if (stream.writable) stream.write(text);
        };
        const tell = (news: News) => {
          write(textOf(news));
        };
        const beat = setInterval(() => {
          write(': \n\n');
          // Whoever is signed out, or may no longer see this, hears no more. An open page is no use of its session.
          access
            .authenticateToken(token, { isUse: false })
            .then((principal) => permit(principal, 'events.read', organizationId))
            .catch((error: unknown) => {
              if (error instanceof BellwireError && error.code !== 'unavailable')
                stream.end(message('end', { reason: 'signed-out' }));
            });
        }, streamBeatMs);
        const unsubscribe = feed.subscribe(organizationId, tell);
        open.add(stream);
        stream.once('close', () => {
          clearInterval(beat);
          unsubscribe();
          open.delete(stream);
        });

        write('retry: 2000\n\n');
        if (lastId !== undefined && isUuid(lastId)) tell(await feed.since(organizationId, lastId));
        // A proxy that gathers answers would hold this one back.
        return reply.headers({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }).send(stream);
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

/** One message. JSON has no line breaks of its own, so it is one line. */
function message(name: string, data: object, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
