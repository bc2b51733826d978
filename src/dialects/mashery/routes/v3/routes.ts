import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../../../base/log.ts';
import type { Context } from '../../../../objects/context.ts';
import type { DialectServices } from '../../../dialect.ts';
import { authenticate } from './authenticate.ts';
import { collectionVerbs } from './collection.ts';
import { V3Error, v3ReplyFrom } from './errors.ts';
import { itemVerbs } from './item.ts';
import { planServices, planServiceVerbs } from './plan-services.ts';
import type { V3Request } from './request.ts';
import { type Resource, resources } from './resources.ts';

type Handle = (input: V3Request) => Promise<FastifyReply>;

/** `/v3/rest`: the V3 management API. */
export function v3Routes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    takeJson(app);
    app.setErrorHandler(answerError(services.log, undefined));
    app.setNotFoundHandler((request) => {
      throw new V3Error(404, `There is no resource at ${request.url.split('?')[0]}.`);
    });
    for (const resource of resources) {
      const { collection, item, path, param } = resource;
      address(app, services, resource, path, [...collection.map((verb) => collectionVerbs[verb])]);
      address(app, services, resource, `${path}/:${param}`, [...item.map((verb) => itemVerbs[verb])]);
    }
    const { collection, item, path, param } = planServices;
    const own = (verb: string, method: string) => ({ method, handle: planServiceVerbs[verb]! });
    address(
      app,
      services,
      planServices,
      path,
      collection.map((verb) => own(verb, collectionVerbs[verb].method)),
    );
    address(
      app,
      services,
      planServices,
      `${path}/:${param}`,
      item.map((verb) => own(verb, itemVerbs[verb].method)),
    );
  };
}

/** Tells errors in the property names of a type. */
function answerError(log: Log, type: string | undefined) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const told = v3ReplyFrom(error, type);
    if (told.status >= 500) log.error({ requestId: request.id, err: error }, 'a V3 request failed');
    return reply.code(told.status).headers(told.headers).send(told.body);
  };
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Registers what can be done at one address; everything else there is answered 405, not 404. */
function address(
  app: FastifyInstance,
  services: DialectServices,
  resource: Resource,
  url: string,
  verbs: readonly { method: string; handle: Handle }[],
): void {
  const errorHandler = answerError(services.log, resource.type);
  for (const { method, handle } of verbs) {
    app.route({
      method,
      url,
      errorHandler,
      // Ahead of the body, so that nobody without a token makes us read one.
      onRequest: async (request) => {
        contexts.set(request.raw, await authenticate(services, request.headers.authorization));
      },
      handler: (request: FastifyRequest, reply: FastifyReply) =>
        handle({
          objects: services.objects,
          context: contexts.get(request.raw)!,
          resource,
          request,
          reply,
        }),
    });
  }
  const allowed = verbs.map(({ method }) => method);
  const hint = resource.createdAt === undefined ? '' : ` New ones are made by POST to ${resource.createdAt}.`;
  app.route({
    method: methods.filter((method) => !allowed.includes(method)),
    url,
    errorHandler,
    onRequest: async (request) => {
      const message = `${request.method} is not possible here; possible are ${allowed.join(', ')}.${hint}`;
      throw new V3Error(405, message, { headers: { allow: allowed.join(', ') } });
    },
    handler: () => undefined,
  });
}

/** From the token's check to the handler; by the raw request, which both see. */
const contexts = new WeakMap<object, Context>();

/** JSON only, and none at all where there is none: clients send the header with bodiless DELETEs too. */
function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(new V3Error(400, 'The body is not JSON.'));
    }
  });
}
