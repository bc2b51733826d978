import { hostname } from 'node:os';
import { join } from 'node:path';
import { createAccess } from './access/create-access.ts';
import { createCredentials } from './access/credentials/credentials.ts';
import { firstToken } from './access/first-token.ts';
import { createOrganizations } from './access/organizations/organizations.ts';
import { createTokens } from './access/tokens/tokens.ts';
import type { Clock } from './base/clock.ts';
import { systemClock } from './base/clock.ts';
import { createIds } from './base/ids.ts';
import type { Log } from './base/log.ts';
import type { Config } from './config.ts';
import { dialects } from './dialects.ts';
import { createSecret } from './formats/standard-webhooks.ts';
import { buildServer } from './http/server.ts';
import { applyReturned } from './objects/apply-returned.ts';
import { createObjects, type ObjectsServices } from './objects/create-objects.ts';
import { createNumbers } from './objects/numbers.ts';
import { seedObjects } from './objects/seed-objects.ts';
import { openStore } from './open-store.ts';
import { createAskBefore } from './pipeline/changes/ask-before.ts';
import { createChanges } from './pipeline/changes/changes.ts';
import { createCallBefore } from './pipeline/delivery/call-before.ts';
import { createDelivery } from './pipeline/delivery/delivery.ts';
import { createAddressGuard } from './pipeline/delivery/http/address-guard.ts';
import { createCheckDestination } from './pipeline/delivery/http/check-destination.ts';
import { createSender } from './pipeline/delivery/http/sender.ts';
import { createDeliveryLog } from './pipeline/log/create-log.ts';
import { createRetention } from './pipeline/log/retention.ts';
import type { Queries } from './store/database.ts';
import { webhookSwitchOff } from './store/queries/webhooks/webhook-switch-off.ts';
import { webhooksByIds } from './store/queries/webhooks/webhooks-by-ids.ts';
import { webhooksEnabled } from './store/queries/webhooks/webhooks-enabled.ts';
import type { Webhook } from './store/records/webhook.ts';
import { secretKeyFromFile, secretKeyFromText } from './store/secret-key.ts';
import { createVault } from './store/vault.ts';
import { version } from './version.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

/** A running Bellwire. */
export interface Bellwire {
  /** Where it listens: `http://127.0.0.1:8420`. */
  url: string;
  /** The administrator's token, at the very first start only. It is not kept anywhere. */
  firstToken: string | null;
  /** Resolves if it cannot go on: the embedded database is gone. */
  lost: Promise<Error>;
  /** Finishes what is under way and stops, in the reverse order of the start. */
  close(): Promise<void>;
}

/** Starts everything, in order. The only place that knows all parts. */
export async function startBellwire({
  config,
  log,
  clock = systemClock,
}: {
  config: Config;
  log: Log;
  clock?: Clock;
}): Promise<Bellwire> {
  const ids = createIds(clock);
  const store = await openStore(config, log);
  const { database } = store;
  try {
    const vault = createVault(await secretKey(config));
    const services = { database, vault, clock, ids, log };

    const formats = new Map(
      dialects.flatMap((dialect) => dialect.formats).map((format) => [format.name, format]),
    );
    const policyByFormat = new Map(
      dialects.flatMap((dialect) => dialect.formats.map((format) => [format.name, dialect.policy] as const)),
    );
    const policyOf = (webhook: Webhook) => webhook.policy ?? policyByFormat.get(webhook.format)!;
    const enabledWebhooks = (queries: Queries, organizationId: string) =>
      webhooksEnabled(queries, vault, organizationId, clock.now());

    const guard = createAddressGuard(config.allowAddresses);
    const sender = createSender({ guard, clock });
    const catalogues = new Map(dialects.map((dialect) => [dialect.name, dialect.catalogue]));

    const delivery = createDelivery({
      ...services,
      formats,
      sender,
      random: Math.random,
      policyOf,
      nodeName: `${hostname()} ${process.pid}`,
      alone: store.alone,
      webhooksByIds: (queries, references) => webhooksByIds(queries, vault, references, clock.now()),
      switchOff: async ({ webhook, reason }) => {
        await webhookSwitchOff(database, { ...webhook, reason, now: clock.now() });
      },
      applyReturned: async ({ event, fields }) => {
        const organization = await access.findOrganization({
          reference: event.organizationId,
          dialect: null,
          principal: null,
        });
        const catalogue = catalogues.get(organization?.dialect ?? '');
        if (organization === null || catalogue === undefined) return 'The organization is gone.';
        const { objectType: type, objectId: id } = event;
        return applyReturned(objectsServices, { organization, catalogue, type, id, fields });
      },
    });
    const changes = createChanges({
      ...services,
      formats,
      handover: delivery.handover,
      webhooks: enabledWebhooks,
      askBefore: createAskBefore({
        queries: database,
        clock,
        formats,
        webhooks: enabledWebhooks,
        call: createCallBefore({ queries: database, clock, ids, log, sender, policyOf }),
      }),
    });
    const objectsServices: ObjectsServices = { ...services, changes, numbers: createNumbers(database) };
    const objects = createObjects(objectsServices);

    const access = createAccess(services);
    const accessServices = {
      ...services,
      catalogues,
      seedObjects: (tx: Queries, organization: Parameters<typeof seedObjects>[3]) =>
        seedObjects(tx, services, catalogues.get(organization.dialect)!, organization),
    };
    const retention = createRetention({ ...services, retentionDays: config.retentionDays });
    const server = buildServer({
      ...services,
      access,
      organizations: createOrganizations(accessServices),
      tokens: createTokens(accessServices),
      credentials: createCredentials(accessServices),
      webhooks: createWebhooks({
        ...services,
        formatsOf: (name) => dialects.find((dialect) => dialect.name === name)?.formats ?? [],
        policyOf: (name) => dialects.find((dialect) => dialect.name === name)!.policy,
        checkDestination: createCheckDestination(guard),
        createSecret: () => createSecret(ids),
      }),
      deliveryLog: createDeliveryLog({ database, clock, handover: delivery.handover }),
      dialects: dialects.map((dialect) => ({
        prefix: `/${dialect.name}`,
        routes: dialect.routes({ objects, access, clock, ids }),
      })),
      checkReady: async () => {
        await database.query({ text: 'select 1' });
      },
      version,
    });

    await retention.start();
    await delivery.start();
    const url = await server.listen({ host: config.host, port: config.port });
    // Last, when nothing can go wrong any more: it is shown once, and a start that fails would take it along.
    const token = await firstToken(services);

    return {
      url,
      firstToken: token,
      lost: store.lost,
      async close() {
        await server.close();
        await delivery.stop();
        await retention.stop();
        await sender.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function secretKey(config: Config): Promise<Buffer> | Buffer {
  return config.secretKey === null
    ? secretKeyFromFile(join(config.dataDir, 'secret.key'))
    : secretKeyFromText(config.secretKey, 'BELLWIRE_SECRET_KEY');
}
