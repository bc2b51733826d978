import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { BellwireError } from '../../base/errors.ts';
import type { Context } from '../../objects/context.ts';
import type { DialectServices } from '../dialect.ts';
import { authenticate } from './access/authenticate.ts';
import { internalError, refusalOf } from './graphql/errors.ts';
import { createGraphServer } from './graphql/server.ts';

/** Queries are texts: what is larger than this is no honest one. */
const bodyLimitBytes = 256 * 1024;

/** One with files may have a query, and specs or pictures beside it. */
const uploadLimitBytes = 1024 * 1024;

/** `POST /graphql`: the Platform API. */
export function rapidapiRoutes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    const server = createGraphServer(services);
    const callers = new WeakMap<FastifyRequest, Context>();
    answerErrors(app, services);
    readBodies(app);
    app.post('/graphql', {
      // Before the body is read: who has not signed in learns nothing, the schema least of all.
      onRequest: async (request) => {
        callers.set(
          request,
          await authenticate(services.access, {
            authorization: request.headers.authorization,
            key: headerOf(request, 'x-rapidapi-key'),
            identityKey: headerOf(request, 'x-rapidapi-identity-key'),
            host: headerOf(request, 'x-rapidapi-host'),
          }),
        );
      },
      handler: async (request, reply) => {
        const caller = callers.get(request)!;
        const context = { services, caller };
        const { body } = request;
        const answer = Buffer.isBuffer(body)
          ? await server.fetch(formRequest(request.headers['content-type'], body), context)
          : await server.handleNodeRequestAndResponse(request, reply, context);
        return reply
          .code(answer.status)
          .headers(Object.fromEntries(answer.headers))
          .send(await answer.text());
      },
    });
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'],
      url: '/graphql',
      handler: (_request, reply) => {
        const error = new BellwireError('invalid', 'Queries are sent by POST.');
        return reply.code(405).header('allow', 'POST').send(refusalOf(error));
      },
    });
  };
}

/** Each kind of body has a limit of its own; Fastify stops reading there. */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const asText = { parseAs: 'string', bodyLimit: bodyLimitBytes } as const;
  app.addContentTypeParser('application/json', asText, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser('application/graphql', asText, (_request, body, done) => done(null, body));
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: uploadLimitBytes },
    (_request, body, done) => done(null, body),
  );
}

/** A form that has been read, for the GraphQL server to take apart. */
function formRequest(contentType: string | undefined, body: Buffer): Request {
  return new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': contentType ?? '', accept: 'application/json' },
    body: new Uint8Array(body),
  });
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** What ends before the query is run. The body has the shape of all other answers, so that clients can read it. */
function answerErrors(app: FastifyInstance, { log }: DialectServices): void {
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply): FastifyReply => {
    if (error instanceof BellwireError)
      return reply.code(error.code === 'unauthenticated' ? 401 : 400).send(refusalOf(error));
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      log.error({ requestId: request.id, err: error }, 'a request of the Platform API failed');
      return reply.code(500).send({ errors: [internalError.toJSON()] });
    }
    return reply.code(status).send(refusalOf(new BellwireError('invalid', requestProblem(status))));
  });
  app.setNotFoundHandler((_request, reply) => {
    const error = new BellwireError(
      'not-found',
      'There is nothing here. The Platform API is at /rapidapi/graphql.',
    );
    return reply.code(404).send(refusalOf(error));
  });
}

function requestProblem(status: number): string {
  if (status === 413)
    return `The request is too large: at most ${bodyLimitBytes} bytes are taken, or ${uploadLimitBytes} with files.`;
  if (status === 415)
    return 'The request must have the content type application/json, or multipart/form-data with files.';
  return 'The request must be JSON with a query: {"query": "..."}.';
}
