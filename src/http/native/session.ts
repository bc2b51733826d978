import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { bearerTokenOf, principalOf } from '../authentication.ts';
import type { HttpServices } from '../http-services.ts';
import { problemDetails } from '../problem-details.ts';
import { sendProblem } from '../problem-handlers.ts';
import { dropSession, keepSession, refuseOtherOrigins, sessionTextOf } from '../session-cookie.ts';
import { answers, noContent, ref } from './schemas/common.ts';
import { signIn } from './schemas/session.ts';

const tags = ['session'];
/** Several times what the longest way to sign in takes: nobody is known yet, and what is read costs. */
const bodyLimit = 16 * 1024;

/** Signing in, for whom nobody is known yet. */
export function signInRoutes({ sessions }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/session',
      {
        bodyLimit,
        // Ahead of the body.
        onRequest: async (request) => refuseOtherOrigins(request),
        schema: {
          operationId: 'session.begin',
          tags,
          summary: 'Sign in to the console',
          description:
            'With a token of this API, with the secret of a one-time link (`bellwire sign-in-link`), or as a user of an ' +
            'organization. The answer sets a cookie that no script can read, for this host and the same site alone: ' +
            'for a week at most, for half a day without use, and never longer than the token. After too many wrong ' +
            'tries the answer is 429 with `Retry-After`. Needs the header `x-bellwire-console: 1` and the same origin.',
          body: signIn,
          response: answers({ 200: ref('SessionBegun') }, 400, 413, 429),
          security: [],
        },
      },
      async (request, reply) => {
        const { result, ...answer } = await sessions.signIn(request.body, request.ip);
        if (!('session' in answer)) {
          const { waitSeconds } = answer;
          const detail = `Too many tries. Again in ${waitSeconds} s.`;
          const problem = problemDetails({ code: 'throttled', detail, requestId: request.id });
          return sendProblem(reply.header('retry-after', waitSeconds), problem);
        }
        keepSession(request, reply, answer.session);
        return reply.send({ result, expiresAt: answer.session.expiresAt });
      },
    );
  };
}

/** Who is signed in, and signing out. */
export function sessionRoutes({ sessions }: HttpServices): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/session',
      {
        schema: {
          operationId: 'session.get',
          tags,
          summary: 'Who is signed in, and until when',
          response: answers({ 200: ref('Session') }),
        },
      },
      async (request) => ({
        ...principalOf(request),
        expiresAt: await sessions.expiryOf(bearerTokenOf(request)),
      }),
    );

    app.delete(
      '/session',
      {
        schema: {
          operationId: 'session.end',
          tags,
          summary: 'Sign out: the session ends at once, for whoever has its cookie',
          response: answers({ 204: noContent }),
        },
      },
      async (request, reply) => {
        const text = sessionTextOf(request);
        if (text !== null) await sessions.end(text);
        dropSession(reply);
        return reply.code(204).send();
      },
    );
  };
}
