import fastifyPlugin from 'fastify-plugin';
import type { Log } from '../base/log.ts';
import { pathOf } from './problem-handlers.ts';

/** Probes come every few seconds and say nothing. */
export const silentPaths = new Set(['/healthz', '/readyz', '/metrics']);

/** One line for each request. The query is left out: dialects carry keys and signatures in it. */
export function logRequests({ log }: { log: Log }) {
  return fastifyPlugin(async (app) => {
    app.addHook('onResponse', async (request, reply) => {
      const path = pathOf(request);
      if (silentPaths.has(path)) return;
      log.info(
        {
          requestId: request.id,
          method: request.method,
          path,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime * 10) / 10,
        },
        'request answered',
      );
    });
  });
}
