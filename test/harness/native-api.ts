import type { FastifyInstance } from 'fastify';
import { createAuditLog } from '../../src/access/audit/audit-log.ts';
import { createAccess } from '../../src/access/create-access.ts';
import { createCredentials } from '../../src/access/credentials/credentials.ts';
import { firstToken } from '../../src/access/first-token.ts';
import { createOrganizations } from '../../src/access/organizations/organizations.ts';
import type { AccessServices } from '../../src/access/services.ts';
import { createSessions } from '../../src/access/sessions/sessions.ts';
import { createTokens } from '../../src/access/tokens/tokens.ts';
import { createEventTypes } from '../../src/event-types/event-types.ts';
import { standardFormat } from '../../src/formats/standard.ts';
import { createSecret } from '../../src/formats/standard-webhooks.ts';
import type { HttpServices } from '../../src/http/http-services.ts';
import { buildServer } from '../../src/http/server.ts';
import type { Uses } from '../../src/metering/uses.ts';
import type { Again } from '../../src/pipeline/again/again.ts';
import { standardPolicy } from '../../src/pipeline/delivery/standard-policy.ts';
import { createFigures } from '../../src/pipeline/figures/create-figures.ts';
import { createFeed } from '../../src/pipeline/log/feed.ts';
import type { DeliveryLog } from '../../src/pipeline/log/log.ts';
import { createOperations } from '../../src/pipeline/operations/operations.ts';
import type { WebhookServices } from '../../src/webhooks/services.ts';
import { createWebhooks } from '../../src/webhooks/webhooks.ts';
import { testAccessServices } from './access-services.ts';
import { documentedAnswers } from './documented-answers.ts';
import { atEndOfFile } from './end-of-file.ts';
import type { MovableClock } from './movable-clock.ts';
import { recordingLog } from './recording-log.ts';
import { smallCatalogue } from './small-catalogue.ts';

/** Everything behind the native API on a database of its own, and the server on top. */
export interface TestApi extends HttpServices {
  app: FastifyInstance;
  accessServices: AccessServices;
  webhookServices: WebhookServices;
  clock: MovableClock;
  log: ReturnType<typeof recordingLog>;
  /** Of the first start. */
  adminToken: string;
  /** One request with a token; the administrator's unless another is given. Throws for an answer not as documented. */
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: { body?: unknown; token?: string | null; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
}

/** What came back. */
export interface TestAnswer {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into any shape of JSON, and fail where it is not there.
  body: any;
  text: string;
}

/** Call it in `beforeAll`, or at the top of a file. */
export async function testApi(overrides: Partial<HttpServices> = {}): Promise<TestApi> {
  const accessServices = await testAccessServices();
  const { database, vault, clock, ids } = accessServices;
  const log = recordingLog();
  const webhookServices: WebhookServices = {
    database,
    vault,
    clock,
    ids,
    formatsOf: () => [standardFormat],
    policyOfFormat: () => standardPolicy,
    checkDestination: async (url) =>
      url.includes('forbidden.example') ? [{ field: 'url', message: 'leads to a forbidden address' }] : [],
    createSecret: () => createSecret(ids),
    samplesOf: () => ({ catalogue: smallCatalogue }),
    // Tests with a receiver start all of Bellwire.
    sender: { send: () => Promise.reject(new Error('nothing is sent here')) },
    log,
  };
  const services: HttpServices = {
    access: createAccess(accessServices),
    organizations: createOrganizations(accessServices),
    tokens: createTokens(accessServices),
    sessions: createSessions(accessServices),
    auditLog: createAuditLog(accessServices),
    credentials: createCredentials(accessServices),
    webhooks: createWebhooks(webhookServices),
    objects: {} as HttpServices['objects'],
    catalogues: accessServices.catalogues,
    eventTypes: createEventTypes({ ...accessServices, onChanged() {} }),
    publish: async () => ({ eventIds: [], repeated: false }),
    deliveryLog: {} as DeliveryLog,
    figures: createFigures(accessServices),
    operations: createOperations({
      ...accessServices,
      version: '0.0.0',
      retentionDays: 90,
      allowAddresses: [],
    }),
    feed: createFeed({ ...accessServices, log }),
    again: {} as Again,
    usage: { report: async () => ({ accepted: 0, duplicates: 0, leftOut: [] }) },
    uses: {} as Uses,
    dialects: [],
    checkReady: async () => {},
    log,
    clock,
    ids,
    version: '0.0.0',
    ...overrides,
  };
  const app = buildServer(services);
  const adminToken = (await firstToken(accessServices)) as string;
  const openApi = await app.inject({ url: '/api/v1/openapi.json' });
  const undocumented = documentedAnswers(openApi.json());
  atEndOfFile(() => app.close());
  atEndOfFile(() => services.feed.stop());

  return {
    ...services,
    app,
    accessServices,
    webhookServices,
    clock,
    log,
    adminToken,
    async call(method, path, { body, token = adminToken, headers = {} } = {}) {
      const answer = await app.inject({
        method,
        url: path,
        headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { payload: body as object }),
      });
      const contentType = String(answer.headers['content-type']);
      const json = contentType.includes('json') ? answer.json() : null;
      // Whatever a test is about, the answer has to be one that clients were promised.
      const [documented] = path.split('?', 1) as [string];
      const status = answer.statusCode;
      const wrong = undocumented({ method, path: documented, status, contentType, body: json });
      if (wrong.length > 0) throw new Error(`Not as documented:\n${wrong.join('\n')}`);
      return {
        status,
        headers: answer.headers,
        body: json,
        text: answer.payload,
      };
    },
  };
}
