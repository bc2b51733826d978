import type { FastifyPluginAsync } from 'fastify';
import type { DialectServices } from '../../dialect.ts';
import { tokenRoutes } from './token/routes.ts';
import { v2Routes } from './v2/routes.ts';
import { v3Routes } from './v3/routes.ts';

/**
 * Mashery's management APIs. Each is a plugin of its own, since each has its own errors and its own idea of what a
 * body is.
 */
export function masheryRoutes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    app.setNotFoundHandler((_request, reply) =>
      reply.code(404).send({ errorCode: 404, errorMessage: 'There is nothing at this address.' }),
    );
    await app.register(tokenRoutes(services), { prefix: '/v3/token' });
    await app.register(v3Routes(services), { prefix: '/v3/rest' });
    await app.register(v2Routes(services), { prefix: '/v2/json-rpc' });
  };
}
