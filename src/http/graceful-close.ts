import type { Socket } from 'node:net';
import fastifyPlugin from 'fastify-plugin';

const everyMs = 50;

/**
 * Ends each connection as soon as its last answer is out while the server closes. Fastify ends those that are idle
 * when closing begins; one whose request was still under way stays open afterwards, kept alive by its client, and
 * closing would wait for that client for more than a minute. So would it for one that was opened and never used, as
 * browsers do ahead of time.
 */
export const gracefulClose = fastifyPlugin(async (app) => {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.addHook('onRequest', async ({ raw }) => void unused.delete(raw.socket));

  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
    const timer = setInterval(() => app.server.closeIdleConnections(), everyMs);
    app.server.once('close', () => clearInterval(timer));
    // A server that never listened has nothing to close.
    if (!app.server.listening) clearInterval(timer);
  });
});
