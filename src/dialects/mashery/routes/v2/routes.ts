import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../../../../base/json.ts';
import type { Context } from '../../../../objects/context.ts';
import type { DialectServices } from '../../../dialect.ts';
import { authenticate } from './authenticate.ts';
import { dispatch } from './dispatch.ts';
import {
  type Call,
  callFrom,
  internalError,
  invalidRequest,
  type Outcome,
  parseError,
  type RpcError,
  replyTo,
} from './json-rpc.ts';

/** More calls than this in one request are refused. */
const maxBatch = 50;

const unknownCall = { version: '1.0', id: null } as const;

/** `POST /v2/json-rpc/{area}?apikey=…&sig=…`: the V2 management API. */
export function v2Routes(services: DialectServices): FastifyPluginAsync {
  return async (app) => {
    takeAnyBody(app);
    app.setErrorHandler<{ statusCode?: number; code?: string }>((error, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) services.log.error({ requestId: request.id, err: error }, 'a V2 request failed');
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        return sendError(reply, { ...invalidRequest('The body is too large.'), status: 413 });
      }
      return sendError(
        reply,
        status < 500 ? { ...invalidRequest('This is not a call.'), status } : internalError,
      );
    });
    app.setNotFoundHandler((_request, reply) =>
      sendError(reply, {
        ...invalidRequest('There is nothing here. Calls go to /v2/json-rpc/{area}.'),
        status: 404,
      }),
    );

    // A published client puts two slashes before the area.
    for (const path of ['/:area', '//:area']) {
      app.post<{ Params: { area: string } }>(path, {
        onRequest: async (request, reply) => {
          const query = request.query as Record<string, unknown>;
          const context = await authenticate(services, {
            area: request.params.area,
            apiKey: query.apikey,
            signature: query.sig,
          });
          if (context === null) return refuse(reply);
          contexts.set(request.raw, context);
        },
        handler: (request, reply) => answer(services, request, reply),
      });
      app.route({
        method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        url: path,
        handler: (_request, reply) =>
          sendError(reply.header('allow', 'POST'), {
            ...invalidRequest('Calls are made by POST.'),
            status: 405,
          }),
      });
    }
  };
}

/** Between the signature's check and the handler; by the raw request, which both see. */
const contexts = new WeakMap<object, Context>();

/**
 * The body is JSON whatever its content type says: scripts made for this API post it as a form (Python's urllib)
 * or with no type at all (Python's requests).
 */
function takeAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

async function answer(
  services: DialectServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const context = contexts.get(request.raw)!;
  const run = (call: Call): Promise<Outcome> =>
    dispatch(
      {
        objects: services.objects,
        context,
        onFault: (error) => {
          services.log.error({ requestId: request.id, err: error, method: call.method }, 'a V2 call failed');
        },
      },
      call,
    );
  let body: Json;
  try {
    body = JSON.parse(typeof request.body === 'string' ? request.body : '');
  } catch {
    return sendError(reply, parseError);
  }
  return Array.isArray(body) ? answerBatch(body, run, reply) : answerOne(body, run, reply);
}

async function answerOne(
  body: Json,
  run: (call: Call) => Promise<Outcome>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call = callFrom(body);
  const outcome = 'error' in call ? { error: call.error } : await run(call);
  if ('notification' in call && call.notification) return reply.code(204).send();
  if ('error' in outcome) {
    reply.code(outcome.error.status);
    if (outcome.error.status === 403) reply.header('x-mashery-error-code', 'ERR_403_NOT_AUTHORIZED');
  }
  return reply.send(replyTo(call, outcome));
}

/** One after the other, in order, each by itself: what a batch has done stays done if a later call fails. */
async function answerBatch(
  calls: Json[],
  run: (call: Call) => Promise<Outcome>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (calls.length === 0 || calls.length > maxBatch) {
    return sendError(reply, invalidRequest(`A batch has 1 to ${maxBatch} calls.`));
  }
  const replies: Json[] = [];
  for (const value of calls) {
    const call = callFrom(value);
    if ('error' in call) replies.push(replyTo({ ...call, version: '2.0' }, call));
    else if (call.version !== '2.0') {
      const error = invalidRequest('Only version 2.0 has batches.');
      replies.push(replyTo({ id: call.id, version: '2.0' }, { error }));
    } else {
      const outcome = await run(call);
      if (!call.notification) replies.push(replyTo(call, outcome));
    }
  }
  return replies.length === 0 ? reply.code(204).send() : reply.send(replies);
}

/** As the vendor's gateway refuses, with its header; the body is JSON here, so that clients can read it. */
function refuse(reply: FastifyReply): FastifyReply {
  reply.header('x-mashery-error-code', 'ERR_403_NOT_AUTHORIZED');
  return sendError(reply, { status: 403, code: 403, message: 'Not Authorized' });
}

function sendError(reply: FastifyReply, error: RpcError): FastifyReply {
  return reply.code(error.status).send(replyTo(unknownCall, { error }));
}
