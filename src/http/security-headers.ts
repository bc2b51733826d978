import fastifyPlugin from 'fastify-plugin';

/**
 * Every answer is data for a program, never a page: nothing in it may be run, framed, guessed at or kept.
 * Set before anything else, so that a surface that does serve pages can set its own.
 */
export const securityHeaders = fastifyPlugin(async (app) => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
});
