import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../../access/access.ts';
import { type Permission, permit } from '../../access/principal.ts';
import { BellwireError } from '../../base/errors.ts';
import { bearerTokenOf, principalOf } from '../authentication.ts';

/** Whoever reads slower than this loses the connection, and begins anew. */
const maxBufferedBytes = 256 * 1024;
const maxStreams = 1000;
/** More pages than a team has open, and few enough that nobody can take all streams. */
const maxStreamsOfPrincipal = 100;

/** Answers that stay open and tell of what comes, as server-sent events. */
export interface Streams {
  /**
   * Answers a request with a stream that tells what `begin` writes, until one of both sides ends it. `begin` answers with
   * what ends its writing. A comment now and then keeps the connection open; then it is also looked whether whoever listens
   * still may. Throws `unavailable` where too many are open, or too many of
   * the same principal.
   */
  open(
    request: FastifyRequest,
    reply: FastifyReply,
    to: { organizationId: string; permission: Permission },
    begin: (write: (text: string) => void) => () => void,
  ): FastifyReply;
  /** Ends all of them, as the server stops. */
  end(): void;
}

/** Streams that beat so often. */
export function createStreams(access: Access, beatMs: number): Streams {
  /** With whom listens. */
  const streams = new Map<PassThrough, string>();
  return {
    open(request, reply, { organizationId, permission }, begin) {
      const { actor } = principalOf(request);
      const own = [...streams.values()].filter((other) => other === actor).length;
      if (streams.size >= maxStreams || own >= maxStreamsOfPrincipal) {
        throw new BellwireError('unavailable', 'Too many streams are open.');
      }
      const token = bearerTokenOf(request);
      const stream = new PassThrough();
      const write = (text: string) => {
        if (stream.writableLength + text.length > maxBufferedBytes) stream.destroy();
        else if (stream.writable) stream.write(text);
      };
      const beat = setInterval(() => {
        write(': \n\n');
        // Whoever is signed out, or may no longer see this, hears no more. An open page is no use of its session.
        access
          .authenticateToken(token, { isUse: false })
          .then((principal) => permit(principal, permission, organizationId))
          .catch((error: unknown) => {
            if (error instanceof BellwireError && error.code !== 'unavailable')
              stream.end(message('end', { reason: 'signed-out' }));
          });
      }, beatMs);
      write('retry: 2000\n\n');
      const end = begin(write);
      streams.set(stream, actor);
      stream.once('close', () => {
        clearInterval(beat);
        end();
        streams.delete(stream);
      });
      // A proxy that gathers answers would hold this one back.
      return reply.headers({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }).send(stream);
    },
    end() {
      for (const stream of streams.keys()) stream.end(message('end', { reason: 'stopping' }));
    },
  };
}

/** One message. JSON has no line breaks of its own, so it is one line. */
export function message(name: string, data: object, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
