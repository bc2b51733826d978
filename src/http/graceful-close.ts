import fastifyPlugin from 'fastify-plugin';

const everyMs = 50;

/**
 * Ends each connection as soon as its last answer is out while the server closes. Fastify ends those that are idle
 * when closing begins; one whose request was still under way stays open afterwards, kept alive by its client, and
 * closing would wait for that client for more than a minute.
 */
export const gracefulClose = fastifyPlugin(async (app) => {
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), everyMs);
    app.server.once('close', () => clearInterval(timer));
    // A server that never listened has nothing to close.
    if (!app.server.listening) clearInterval(timer);
  });
});
