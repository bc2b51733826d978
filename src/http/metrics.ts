import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { BellwireError } from '../base/errors.ts';
import { bearerTokenOf } from './authentication.ts';
import type { HttpServices } from './http-services.ts';

/** What this node has counted, for Prometheus. It names no organization, no address and no person. */
export function metricsRoute({ source, token }: NonNullable<HttpServices['metrics']>): FastifyPluginAsync {
  return async (app) => {
    app.get('/metrics', async (request, reply) => {
      if (token !== null && !sameText(bearerTokenOf(request), token)) {
        throw new BellwireError('unauthenticated', 'This is not the token of the metrics.');
      }
      return reply.type(source.contentType).send(await source.text());
    });
  };
}

/** Takes the same time wherever the two differ. */
function sameText(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
