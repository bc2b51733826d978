import { type FastifyInstance, fastify } from 'fastify';
import { serveConsole } from './console/console.ts';
import { gracefulClose } from './graceful-close.ts';
import { healthRoutes } from './health.ts';
import type { HttpServices } from './http-services.ts';
import { metricsRoute } from './metrics.ts';
import { nativeApi } from './native/native-api.ts';
import { problemHandlers } from './problem-handlers.ts';
import { logRequests } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionCookie } from './session-cookie.ts';
import { traceRequests } from './trace-requests.ts';
import { validatorCompiler } from './validators.ts';

/** Larger bodies are answered with 413 before they are read. */
const bodyLimitBytes = 1024 * 1024;

/**
 * The HTTP server with all surfaces, not yet listening. `close()` takes no new requests, lets those under way
 * finish, and ends idle connections.
 */
export function buildServer(services: HttpServices): FastifyInstance {
  const handlers = problemHandlers(services);
  const app = fastify({
    // One line for each request is written by `logRequests`, in the words of the rest of the log.
    logger: false,
    bodyLimit: bodyLimitBytes,
    // Who is behind a proxy is for the proxy to log: nothing here decides by the address of the caller.
    trustProxy: false,
    // Made here and never taken from the request, so that nobody can forge lines of the log.
    requestIdHeader: false,
    genReqId: () => services.ids.uuid(),
    // A body that trickles in for longer than this is given up.
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: handlers.onFrameworkError,
  });

  app.setValidatorCompiler(validatorCompiler);
  app.setErrorHandler(handlers.onError);
  app.register(gracefulClose);
  app.register(securityHeaders);
  app.register(logRequests(services));
  if (services.tracing?.on) app.register(traceRequests(services.tracing));
  app.register(healthRoutes(services));
  if (services.metrics !== undefined) app.register(metricsRoute(services.metrics));
  if (services.operatorsOnly === true) {
    app.setNotFoundHandler(handlers.onNotFound);
    return app;
  }
  app.register(sessionCookie);
  app.register(nativeApi(services), { prefix: '/api/v1' });
  for (const { prefix, routes } of services.dialects) app.register(routes, { prefix });
  const reserved = [
    'api',
    'healthz',
    'readyz',
    'metrics',
    ...services.dialects.map(({ prefix }) => prefix.slice(1)),
  ];
  const pages = serveConsole(app, { folder: services.consoleFolder, reserved, ids: services.ids });
  app.setNotFoundHandler(
    (request, reply) => pages.answer(request, reply) ?? handlers.onNotFound(request, reply),
  );
  return app;
}
