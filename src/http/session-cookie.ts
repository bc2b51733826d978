import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { BellwireError } from '../base/errors.ts';
import { cameOverHttps, consoleHeader, isSameOrigin } from './same-origin.ts';

/** `__Host-`: the browser takes it over https only, from this host alone, and sends it to no other. */
const names = { secure: '__Host-bellwire-session', plain: 'bellwire-session' };
const options = { path: '/', httpOnly: true, sameSite: 'strict' } as const;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Signs in with the cookie of the console where a request brings no credentials of its own: from here on its session is a
 * bearer token like any other, for every API. What changes something has to come from a page of this origin besides.
 */
export const sessionCookie = fastifyPlugin(async (app) => {
  await app.register(cookie);

  app.addHook('onRequest', async (request, reply) => {
    const { cookies, headers, method } = request;
    if (headers.authorization !== undefined || !Object.values(names).some((name) => name in cookies)) return;
    if (!safeMethods.has(method)) refuseOtherOrigins(request);
    const text = sessionTextOf(request);
    if (text === null) return;
    request.headers.authorization = `Bearer ${text}`;
    reply.header('vary', 'cookie');
  });

  app.addHook('onSend', async (request, reply) => {
    // A browser would ask its user for a name and password in a window of its own.
    if (reply.statusCode === 401 && request.headers[consoleHeader] !== undefined) {
      reply.removeHeader('www-authenticate');
    }
  });
});

/**
 * The text of the session that a request's cookie carries. Over https the plain one is none of ours: a sibling host, or anybody on
 * the way of a page without TLS, can plant it, to have people work in a session that is not theirs.
 */
export function sessionTextOf({
  cookies,
  headers,
}: Pick<FastifyRequest, 'cookies' | 'headers'>): string | null {
  const text = cookies[names.secure] ?? (cameOverHttps(headers) ? undefined : cookies[names.plain]);
  return text !== undefined && /^[\w-]{1,100}$/.test(text) ? text : null;
}

/** Throws `forbidden` for what does not come from a page of this origin. */
export function refuseOtherOrigins(request: FastifyRequest): void {
  if (isSameOrigin(request.headers)) return;
  throw new BellwireError(
    'forbidden',
    `With a session, this is only for the console: from the same origin, with the header ${consoleHeader}.`,
  );
}

/** Gives the browser a session. A page that came over https, whoever ended TLS, gets a cookie for https alone. */
export function keepSession(
  request: FastifyRequest,
  reply: FastifyReply,
  session: { text: string; expiresAt: Date },
): void {
  const secure = cameOverHttps(request.headers);
  const name = secure ? names.secure : names.plain;
  reply.setCookie(name, session.text, { ...options, secure, expires: session.expiresAt });
}

/** Takes it away again. */
export function dropSession(reply: FastifyReply): void {
  reply.clearCookie(names.plain, options);
  reply.clearCookie(names.secure, { ...options, secure: true });
}
