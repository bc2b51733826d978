import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Span, Tracing } from '../base/tracing/tracing.ts';
import { pathOf } from './problem-handlers.ts';
import { silentPaths } from './request-log.ts';

/** Each request as a span, part of the trace that its traceparent header names. */
export function traceRequests(tracing: Tracing) {
  const spans = new WeakMap<FastifyRequest, Span>();
  return fastifyPlugin(async (app) => {
    app.addHook('onRequest', async (request) => {
      if (silentPaths.has(pathOf(request))) return;
      const route = request.routeOptions.url;
      const { traceparent } = request.headers;
      spans.set(
        request,
        tracing.start({
          name: route === undefined ? request.method : `${request.method} ${route}`,
          kind: 'server',
          parent: typeof traceparent === 'string' ? traceparent : null,
          facts: {
            'http.request.method': request.method,
            'bellwire.request.id': request.id,
            ...(route !== undefined && { 'http.route': route }),
          },
        }),
      );
    });
    // Not earlier: the body is read by callbacks of the socket, which know nothing of what was under way before.
    app.addHook('preValidation', (request, _reply, done) => {
      const span = spans.get(request);
      if (span === undefined) done();
      else span.within(() => done());
    });
    app.addHook('onResponse', async (request, reply) => {
      const span = spans.get(request);
      span?.note({ 'http.response.status_code': reply.statusCode });
      span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : null);
      spans.delete(request);
    });
    app.addHook('onRequestAbort', async (request) => {
      spans.get(request)?.end('aborted');
      spans.delete(request);
    });
  });
}
