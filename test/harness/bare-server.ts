import type { FastifyInstance, FastifyPluginAsync, InjectOptions } from 'fastify';
import type { Access } from '../../src/access/access.ts';
import type { HttpServices } from '../../src/http/http-services.ts';
import { buildServer } from '../../src/http/server.ts';
import { recordingLog } from './recording-log.ts';

/** The server with nothing behind it: for what it answers by itself. */
export interface BareServer {
  app: FastifyInstance;
  log: ReturnType<typeof recordingLog>;
  /** What reading an organization, and being ready, fail with. */
  fault: { error: unknown };
  /** One request, with a token that is as good as any. */
  ask(options: InjectOptions): Promise<{
    status: number;
    type: unknown;
    headers: Record<string, unknown>;
    // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape of JSON, and fail where it is not there.
    body: any;
  }>;
}

/** `routes` are mounted under `/dialect`. */
export function bareServer({
  routes,
  metrics,
}: {
  routes?: FastifyPluginAsync;
  metrics?: NonNullable<HttpServices['metrics']>;
} = {}): BareServer {
  const log = recordingLog();
  const fault: BareServer['fault'] = { error: undefined };
  const services: Partial<HttpServices> = {
    access: {
      authenticateToken: async () => ({ actor: 'token:1', role: 'administrator', organizationIds: null }),
    } as unknown as Access,
    organizations: {
      get: async () => {
        throw fault.error;
      },
    } as unknown as HttpServices['organizations'],
    dialects: routes === undefined ? [] : [{ prefix: '/dialect', routes }],
    checkReady: async () => {
      if (fault.error !== undefined) throw fault.error;
    },
    ...(metrics && { metrics }),
    log,
    ids: { uuid: () => 'request-1', key: () => '', bytes: () => Buffer.alloc(0) },
    version: '0.0.0',
  };
  const app = buildServer(services as HttpServices);

  return {
    app,
    log,
    fault,
    async ask(options) {
      const headers = { authorization: 'Bearer bwt_x', ...options.headers };
      const answer = await app.inject({ ...options, headers });
      return {
        status: answer.statusCode,
        type: answer.headers['content-type'],
        headers: answer.headers,
        body: answer.json(),
      };
    },
  };
}
