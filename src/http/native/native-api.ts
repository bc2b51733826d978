import type { FastifyPluginAsync } from 'fastify';
import { authenticateScope } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { attemptRoutes } from './attempts.ts';
import { auditRoutes } from './audit.ts';
import { catalogueRoutes } from './catalogue.ts';
import { credentialRoutes } from './credentials.ts';
import { deliveryRoutes } from './deliveries.ts';
import { eventStreamRoutes } from './event-stream.ts';
import { eventTypeRoutes } from './event-types.ts';
import { eventRoutes } from './events.ts';
import { figureRoutes } from './figures.ts';
import { jobRoutes } from './jobs.ts';
import { answerWrongMethods } from './known-paths.ts';
import { meRoutes } from './me.ts';
import { objectLogRoutes } from './object-log.ts';
import { objectRoutes } from './objects.ts';
import { openApi } from './openapi.ts';
import { operationRoutes } from './operations.ts';
import { organizationRoutes } from './organizations.ts';
import { reasonRoutes } from './reasons.ts';
import { refuseUnstorable } from './refuse-unstorable.ts';
import { removalRoutes } from './removals.ts';
import { sessionRoutes, signInRoutes } from './session.ts';
import { tokenRoutes } from './tokens.ts';
import { usageRoutes } from './usage.ts';
import { usesRoutes } from './uses.ts';
import { webhookRoutes } from './webhooks.ts';

/** Bellwire's own API. */
export function nativeApi(services: HttpServices): FastifyPluginAsync {
  return async (app) => {
    await app.register(openApi, { version: services.version });
    // Free-form JSON passes faster and unharmed through the engine's own serializer.
    app.setSerializerCompiler(() => (data) => JSON.stringify(data));
    app.removeContentTypeParser('text/plain');
    answerWrongMethods(app);

    app.get('/openapi.json', { schema: { hide: true } as object }, async () => app.swagger());

    app.register(signInRoutes(services));
    app.register(async (signedIn) => {
      authenticateScope(signedIn, services.access);
      refuseUnstorable(signedIn);
      for (const routes of resources) signedIn.register(routes(services));
    });
  };
}

const resources = [
  meRoutes,
  sessionRoutes,
  organizationRoutes,
  tokenRoutes,
  credentialRoutes,
  webhookRoutes,
  eventTypeRoutes,
  eventRoutes,
  eventStreamRoutes,
  deliveryRoutes,
  attemptRoutes,
  figureRoutes,
  jobRoutes,
  catalogueRoutes,
  objectRoutes,
  objectLogRoutes,
  reasonRoutes,
  usageRoutes,
  usesRoutes,
  removalRoutes,
  operationRoutes,
  auditRoutes,
];
