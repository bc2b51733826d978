import { createHash } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import type { Access } from '../../../../access/access.ts';
import type { AuditLog } from '../../../../access/audit/audit-log.ts';
import type { Principal } from '../../../../access/principal.ts';
import { permit } from '../../../../access/principal.ts';
import { BellwireError } from '../../../../base/errors.ts';
import { createIds } from '../../../../base/ids.ts';
import { silentLog } from '../../../../base/log.ts';
import type { Usage } from '../../../../metering/usage.ts';
import type { Uses } from '../../../../metering/uses.ts';
import type { Context } from '../../../../objects/context.ts';
import type { Objects } from '../../../../objects/objects.ts';
import type { DeliveryLog } from '../../../../pipeline/log/log.ts';
import type { Credential } from '../../../../store/records/credential.ts';
import type { Organization } from '../../../../store/records/organization.ts';
import type { Role } from '../../../../store/records/role.ts';
import type { Webhooks } from '../../../../webhooks/webhooks.ts';
import { masheryCatalogue } from '../../catalogue/index.ts';
import { masheryRoutes } from '../index.ts';
import { createFakeObjects, type FakeObjects } from './fake-objects.ts';

export const nowMs = Date.parse('2026-01-31T08:00:00Z');

export const area: Organization = {
  id: '01900000-0000-7000-8000-000000000001',
  key: 'acme',
  number: 295,
  name: 'Acme',
  dialect: 'mashery',
  settings: { customFields: { member: ['eav1'], application: ['favouriteColour'] } },
  createdAt: new Date(nowMs),
  updatedAt: new Date(nowMs),
};

export const otherArea: Organization = {
  ...area,
  id: '01900000-0000-7000-8000-000000000002',
  key: 'other',
  number: 296,
};

function credential(kind: Credential['kind'], identifier: string, role: Role): Credential {
  const createdAt = new Date(nowMs);
  return { organizationId: area.id, id: identifier, kind, identifier, role, dialectRole: null, createdAt };
}

/** A running API over objects in memory. Tokens: `editor`, `viewer`, `everything`. API keys: `key1`, `key2`. */
export interface Served {
  app: FastifyInstance;
  objects: FakeObjects;
  context: Context;
  sign(apiKey: string, secret: string, offSeconds?: number): string;
}

export async function serve(): Promise<Served> {
  const objects = createFakeObjects();
  const principal: Principal = { actor: 'token:test', role: 'editor', organizationIds: [area.id] };
  const app = fastify({ bodyLimit: 20_000 });
  const clock = { now: () => new Date(nowMs), nowMs: () => nowMs, monotonicMs: () => 0 };
  const services = {
    objects: guarded(objects),
    access: createFakeAccess(),
    // Mashery's APIs know nothing of webhooks, usage and logs.
    auditLog: {} as AuditLog,
    webhooks: {} as Webhooks,
    usage: {} as Usage,
    uses: {} as Uses,
    deliveryLog: {} as DeliveryLog,
    clock,
    ids: createIds(clock),
    log: silentLog,
  };
  await app.register(masheryRoutes(services), { prefix: '/mashery' });
  return {
    app,
    objects,
    context: { principal, organization: area, catalogue: masheryCatalogue },
    sign: (apiKey, secret, offSeconds = 0) =>
      createHash('md5')
        .update(`${apiKey}${secret}${nowMs / 1000 + offSeconds}`)
        .digest('hex'),
  };
}

/** Checks permission as the real verbs do. */
function guarded(objects: FakeObjects): Objects {
  const writing = new Set<PropertyKey>(['create', 'update', 'remove', 'apply', 'operate']);
  return new Proxy(objects, {
    get(target, name) {
      const verb = Reflect.get(target, name) as (context: Context, input: unknown) => Promise<unknown>;
      return async (context: Context, input: unknown) => {
        permit(
          context.principal,
          writing.has(name) ? 'objects.write' : 'objects.read',
          context.organization.id,
        );
        return verb(context, input);
      };
    },
  });
}

function createFakeAccess(): Access {
  const keys = [
    { credential: credential('api-key', 'key1', 'editor'), secret: 'secret1' },
    { credential: credential('api-key', 'key2', 'viewer'), secret: 'secret2' },
  ];
  const tokens = (name: string) => ({
    accessToken: `access-${name}`,
    refreshToken: `refresh-${name}`,
    expiresInSeconds: 3600,
  });
  return {
    async authenticateToken(token) {
      if (token === 'everything') return { actor: 'token:all', role: 'administrator', organizationIds: null };
      if (token === 'editor' || token === 'viewer') {
        return { actor: `token:${token}`, role: token, organizationIds: [area.id] };
      }
      throw new BellwireError('unauthenticated', 'The token is not valid.');
    },
    findApiKey: async (identifier) => keys.find((key) => key.credential.identifier === identifier) ?? null,
    findApiKeyBySecret: async () => null,
    verifyPassword: async ({ username, password }) =>
      username === 'jo@example.com' && password === 'p&ss=word'
        ? credential('user', username, 'editor')
        : null,
    verifyUsers: async () => [],
    issueTokens: async ({ identifier }) => tokens(identifier),
    async refreshTokens({ refreshToken }) {
      if (refreshToken !== 'refresh-1') throw new BellwireError('unauthenticated', 'The token is spent.');
      return tokens('again');
    },
    principalOf: ({ identifier, role, organizationId }) => ({
      actor: `credential:${identifier}`,
      role,
      organizationIds: [organizationId],
    }),
    async findOrganization({ reference, principal }) {
      const found = [area, otherArea].find(({ id, key, number }) =>
        [id, key, String(number)].includes(reference),
      );
      const seen = principal?.organizationIds?.includes(found?.id ?? '') ?? true;
      return found !== undefined && seen ? found : null;
    },
  };
}
