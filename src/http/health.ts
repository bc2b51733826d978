import type { FastifyPluginAsync } from 'fastify';
import { BellwireError } from '../base/errors.ts';
import type { HttpServices } from './http-services.ts';

/** For whoever keeps Bellwire running: is the process there, and can it work? */
export function healthRoutes({ checkReady }: Pick<HttpServices, 'checkReady'>): FastifyPluginAsync {
  return async (app) => {
    app.get('/healthz', async () => ({ status: 'ok' }));

    app.get('/readyz', async () => {
      await checkReady().catch((error: unknown) => {
        // Anybody may ask: the reason, which may name hosts, goes to the log alone.
        throw new BellwireError('unavailable', 'Bellwire is not ready.', [], { cause: error });
      });
      return { status: 'ready' };
    });
  };
}
