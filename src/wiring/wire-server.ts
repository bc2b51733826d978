import { fileURLToPath } from 'node:url';
import { createAuditLog } from '../access/audit/audit-log.ts';
import { createCredentials } from '../access/credentials/credentials.ts';
import { createOrganizations } from '../access/organizations/organizations.ts';
import type { AccessServices } from '../access/services.ts';
import { createSessions } from '../access/sessions/sessions.ts';
import { createTokens } from '../access/tokens/tokens.ts';
import { dialects } from '../dialects.ts';
import { createEventTypes } from '../event-types/event-types.ts';
import { createSecret } from '../formats/standard-webhooks.ts';
import { buildServer } from '../http/server.ts';
import { seedObjects } from '../objects/seed-objects.ts';
import { deliveriesTotal } from '../pipeline/delivery/deliveries-total.ts';
import { createCheckDestination } from '../pipeline/delivery/http/check-destination.ts';
import { createFigures } from '../pipeline/figures/create-figures.ts';
import { createDeliveryLog } from '../pipeline/log/create-log.ts';
import type { Feed } from '../pipeline/log/feed.ts';
import { createOperations } from '../pipeline/operations/operations.ts';
import { version } from '../version.ts';
import { createWebhooks } from '../webhooks/webhooks.ts';
import type { Base } from './base.ts';
import { catalogueOf, catalogues, dialectNamed, policyOfFormat } from './dialect-tables.ts';
import type { wirePipeline } from './wire-pipeline.ts';

/** The HTTP surfaces on top of it. */
export function wireServer(
  base: Base,
  {
    sender,
    delivery,
    changes,
    eventRules,
    again,
    access,
    objects,
    usage,
    uses,
    feed,
  }: ReturnType<typeof wirePipeline> & { feed: Feed },
) {
  const { database, clock, ids, log, metrics } = base;
  const onCancelled = (count: number) => deliveriesTotal(metrics).add(count, { outcome: 'cancelled' });
  const accessServices: AccessServices = {
    ...base,
    catalogues,
    dialectRolesOf: (name) => dialectNamed(name)?.roles ?? [],
    keysAreSecrets: (name) => dialectNamed(name)?.keysAreSecrets === true,
    seedObjects: (tx, organization) => seedObjects(tx, base, catalogueOf(organization.dialect), organization),
  };
  const webhooks = createWebhooks({
    ...base,
    formatsOf: (name) => dialectNamed(name)?.formats ?? [],
    policyOfFormat,
    checkDestination: createCheckDestination(base.guard, {
      lookup: base.lookup,
      proxied: base.config.egressProxy !== null,
    }),
    heldBy: async (name, queries, webhook) => (await dialectNamed(name)?.heldBy?.(queries, webhook)) ?? [],
    createSecret: () => createSecret(ids),
    setRuleOf: (name) => dialectNamed(name)?.webhookSet,
    samplesOf: (name) => ({ catalogue: catalogueOf(name), examples: dialectNamed(name)?.examples }),
    sender,
    onCancelled,
  });
  const deliveryLog = createDeliveryLog({ database, clock, ids, handover: delivery.handover, onCancelled });
  const { publish } = changes;
  const auditLog = createAuditLog(base);
  return buildServer({
    ...base,
    access,
    organizations: createOrganizations(accessServices),
    tokens: createTokens(accessServices),
    sessions: createSessions(accessServices),
    credentials: createCredentials(accessServices),
    auditLog,
    webhooks,
    objects,
    catalogues,
    publish,
    usage,
    uses,
    deliveryLog,
    figures: createFigures(base),
    operations: createOperations({ ...base, ...base.config, version }),
    feed,
    eventTypes: createEventTypes({ ...base, onChanged: (id) => eventRules.forget(id) }),
    again,
    dialects: dialects.map((dialect) => ({
      prefix: `/${dialect.name}`,
      routes: dialect.routes({
        objects,
        access,
        auditLog,
        webhooks,
        usage,
        uses,
        deliveryLog,
        clock,
        ids,
        log,
      }),
    })),
    consoleFolder: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    checkReady: async () => {
      await database.query({ text: 'select 1' });
    },
    metrics: { source: metrics, token: base.config.metricsToken },
    operatorsOnly: !base.roles.api,
    version,
  });
}
