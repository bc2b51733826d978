import type { FastifyPluginAsync } from 'fastify';
import type { DialectServices } from '../../dialect.ts';

/** The vendor's APIs. */
export function apigeeRoutes(_services: DialectServices): FastifyPluginAsync {
  return async () => {};
}
