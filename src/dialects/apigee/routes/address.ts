import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../../../base/json.ts';
import type { Context } from '../../../objects/context.ts';
import type { DialectServices } from '../../dialect.ts';
import { authenticate } from '../access/authenticate.ts';
import { MintError } from './errors.ts';

/** One request of somebody who may make it. */
export interface MintRequest {
  services: DialectServices;
  context: Context;
  /** What the path names, by the names in its pattern. */
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
}

/** What is answered. No body with 204. */
export interface MintAnswer {
  status: number;
  body?: Json;
}

export type Handle = (request: MintRequest) => Promise<MintAnswer>;

/** One path behind `/organizations/{org}`, and what can be done there. */
export interface Address {
  path: string;
  verbs: Readonly<Partial<Record<Method, Handle>>>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Registers addresses below a prefix that ends with the organization; what cannot be done there is answered 405. */
export function register(
  app: FastifyInstance,
  services: DialectServices,
  prefix: string,
  addresses: readonly Address[],
): void {
  // With a slash at its end an address is the same, and not one of a thing without a name.
  const slashed = addresses.flatMap((address) => [address, { ...address, path: `${address.path}/` }]);
  for (const { path, verbs } of slashed) {
    const url = `${prefix}${path}`;
    for (const [method, handle] of Object.entries(verbs)) {
      app.route({
        method,
        url,
        // Ahead of the body, so that nobody without credentials makes us read one.
        onRequest: async (request) => {
          contexts.set(request.raw, await signedIn(services, request, prefix));
        },
        handler: async (request: FastifyRequest, reply: FastifyReply) => {
          const { status, body } = await handle({
            services,
            context: contexts.get(request.raw)!,
            params: request.params as Record<string, string>,
            query: request.query as Record<string, unknown>,
            body: request.body,
          });
          return body === undefined ? reply.code(status).send() : reply.code(status).send(body);
        },
      });
    }
    const allowed = Object.keys(verbs);
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url,
      onRequest: async (request) => {
        const message = `${request.method} is not possible here; possible are ${allowed.join(', ')}.`;
        throw new MintError(405, 'mint.methodNotAllowed', message, {
          headers: { allow: allowed.join(', ') },
        });
      },
      handler: () => undefined,
    });
  }
}

/** From signing in to the handler; by the raw request, which both see. */
const contexts = new WeakMap<object, Context>();

function signedIn(services: DialectServices, request: FastifyRequest, prefix: string): Promise<Context> {
  const path = request.url.split('?', 1)[0] ?? '';
  return authenticate(services, {
    authorization: request.headers.authorization,
    organization: (request.params as Record<string, string>).org ?? '',
    method: request.method,
    // What follows the organization: as many segments are dropped as the prefix has (and its own mount point).
    path: `/${path
      .split('/')
      .slice(mountSegments + prefix.split('/').length)
      .join('/')}`,
  });
}

/** `/apigee`, where the dialect is mounted. */
const mountSegments = 1;
