import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bellwirePrincipal } from './access/bellwire-principal.ts';
import { createAccess } from './access/create-access.ts';
import { createCredentials } from './access/credentials/credentials.ts';
import { firstToken } from './access/first-token.ts';
import { createOrganizations } from './access/organizations/organizations.ts';
import type { AccessServices } from './access/services.ts';
import { createSessions } from './access/sessions/sessions.ts';
import { createSignInLink } from './access/sessions/sign-in-link.ts';
import { createTokens } from './access/tokens/tokens.ts';
import type { Clock } from './base/clock.ts';
import { systemClock } from './base/clock.ts';
import { type Closers, createClosers } from './base/closers.ts';
import { BellwireError, messageOf } from './base/errors.ts';
import { createIds, type Ids } from './base/ids.ts';
import type { Log } from './base/log.ts';
import type { Metrics, MetricsText } from './base/metrics.ts';
import { createPrometheus } from './base/prometheus.ts';
import { allRoles, checkRoles, type Roles } from './base/roles.ts';
import { noTracing, type Tracing } from './base/tracing/tracing.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Config } from './config.ts';
import { dialects, savedAlong } from './dialects.ts';
import { createEventTypes } from './event-types/event-types.ts';
import { createSecret } from './formats/standard-webhooks.ts';
import { buildServer } from './http/server.ts';
import { rememberedDays } from './metering/look-into.ts';
import { createUsage } from './metering/usage.ts';
import { createUses } from './metering/uses.ts';
import { applyReturned } from './objects/apply-returned.ts';
import { createObjects } from './objects/create-objects.ts';
import { createNumbers } from './objects/numbers.ts';
import { seedObjects } from './objects/seed-objects.ts';
import type { ObjectsServices } from './objects/services.ts';
import { openStore } from './open-store.ts';
import { createAgain } from './pipeline/again/create-again.ts';
import { createRunner } from './pipeline/again/runner.ts';
import { createAskBefore } from './pipeline/changes/ask-before.ts';
import { type Changes, createChanges } from './pipeline/changes/changes.ts';
import { createEventRules } from './pipeline/changes/event-rules.ts';
import { measuredBefore } from './pipeline/changes/measured-before.ts';
import { measuredChanges } from './pipeline/changes/measured-changes.ts';
import { tracedChanges } from './pipeline/changes/traced-changes.ts';
import { createCallBefore } from './pipeline/delivery/call-before.ts';
import { deliveriesTotal } from './pipeline/delivery/deliveries-total.ts';
import { createDelivery } from './pipeline/delivery/delivery.ts';
import { failingForDays, failingTooLongMs } from './pipeline/delivery/health.ts';
import { type AddressGuard, createAddressGuard } from './pipeline/delivery/http/address-guard.ts';
import { createCheckDestination } from './pipeline/delivery/http/check-destination.ts';
import { egressProxyFromText } from './pipeline/delivery/http/egress-proxy.ts';
import { measuredSender } from './pipeline/delivery/http/measured-sender.ts';
import { createSender } from './pipeline/delivery/http/sender.ts';
import { createNoDelivery } from './pipeline/delivery/no-delivery.ts';
import { webhookSwitchedOff } from './pipeline/delivery/operational-events.ts';
import { standardPolicy } from './pipeline/delivery/standard-policy.ts';
import { createTraceAttempt, tracedSender } from './pipeline/delivery/traced-send.ts';
import { createFigures } from './pipeline/figures/create-figures.ts';
import { createRollUp } from './pipeline/figures/roll-up.ts';
import { createDeliveryLog } from './pipeline/log/create-log.ts';
import { createFeed, type Feed } from './pipeline/log/feed.ts';
import { createRetention } from './pipeline/log/retention.ts';
import { measureState } from './pipeline/measure.ts';
import { createOperations } from './pipeline/operations/operations.ts';
import { createIntake, noIntake } from './pipeline/recorded/intake.ts';
import { recordedProblems } from './pipeline/recorded/recorded-problems.ts';
import { checkSecretKey } from './store/check-secret-key.ts';
import type { Database, Queries } from './store/database.ts';
import { createListener } from './store/listener.ts';
import { channel } from './store/queries/notify.ts';
import { webhookMarkFailing } from './store/queries/webhooks/webhook-mark-failing.ts';
import { webhookSwitchOff } from './store/queries/webhooks/webhook-switch-off.ts';
import { webhooksByIds } from './store/queries/webhooks/webhooks-by-ids.ts';
import { webhooksEnabled } from './store/queries/webhooks/webhooks-enabled.ts';
import type { Policy } from './store/records/policy.ts';
import type { Webhook } from './store/records/webhook.ts';
import { secretKeys } from './store/secret-key.ts';
import { createVault, type Vault } from './store/vault.ts';
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
  /** The secret of a link that signs an administrator in to the console, once and soon. */
  createSignInLink(): Promise<string>;
  /** For programs that run Bellwire in their own process: saves events that they tell of. */
  publish: Changes['publish'];
  /** Finishes what is under way and stops, in the reverse order of the start. */
  close(): Promise<void>;
}

/** Starts everything, in order. The only place that knows all parts. */
export async function startBellwire({
  config,
  log,
  clock = systemClock,
  roles = allRoles,
  tracing = noTracing,
}: {
  config: Config;
  log: Log;
  clock?: Clock;
  roles?: Roles;
  /** Stopped with Bellwire. */
  tracing?: Tracing;
}): Promise<Bellwire> {
  checkRoles(roles);
  // Before anything is opened: what is wrong with a setting is said at once.
  const guard = addressGuard(config);
  const closers = createClosers();
  closers.add(() => tracing.stop());
  try {
    const store = await openStore(config, log);
    closers.add(() => store.close());
    const { database, alone } = store;
    const vault = createVault(...(await secretKeys(config)));
    await checkSecretKey(database, vault);
    const metrics = createPrometheus({ log });
    const ids = createIds(clock);
    const base: Base = { config, log, clock, ids, database, vault, alone, roles, metrics, guard, tracing };
    if (alone && !roles.delivery) {
      log.warn({}, 'nobody sends: no other node can share the embedded database; leave --no-delivery out');
    }
    const pipeline = wirePipeline(base, closers);
    const feed = createFeed(base);
    closers.add(async () => feed.stop());
    const server = wireServer(base, { ...pipeline, feed });

    const retention = createRetention({
      ...base,
      defaultDays: config.retentionDays,
      usageDays: rememberedDays,
    });
    await retention.start();
    closers.add(() => retention.stop());
    const rollUp = createRollUp(base);
    rollUp.start();
    closers.add(() => rollUp.stop());
    await pipeline.delivery.start();
    closers.add(() => pipeline.delivery.stop());
    pipeline.intake.start();
    closers.add(() => pipeline.intake.stop());
    pipeline.listener.start();
    closers.add(() => pipeline.listener.stop());
    pipeline.jobs.start();
    closers.add(() => pipeline.jobs.stop());
    closers.add(() => server.close());
    const url = await server.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
      throw cannotListen(error, config);
    });
    // Last, when nothing can go wrong any more: it is shown once, and a start that fails would take it along.
    const token = roles.api ? await firstToken(base) : null;
    const { publish } = pipeline.changes;
    return {
      url,
      firstToken: token,
      lost: store.lost,
      createSignInLink: () => createSignInLink(base),
      publish,
      close: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll().catch(() => {});
    throw error;
  }
}

/** What every part is built on. */
interface Base {
  config: Config;
  log: Log;
  clock: Clock;
  ids: Ids;
  database: Database;
  vault: Vault;
  /** No other node can share the database. */
  alone: boolean;
  roles: Roles;
  metrics: Metrics & MetricsText;
  guard: AddressGuard;
  tracing: Tracing;
}

const formats = new Map(
  dialects.flatMap((dialect) => dialect.formats).map((format) => [format.name, format]),
);
const catalogues = new Map(dialects.map((dialect) => [dialect.name, dialect.catalogue]));
/** By format: that of a dialect for the first of its formats, which is its own; the others are shared. */
const policies = new Map(dialects.map(({ formats, policy }) => [formats[0]?.name, policy]));
const policyOf = (webhook: Webhook): Policy =>
  webhook.policy ?? policies.get(webhook.format) ?? standardPolicy;

/** From a change to the receiver: the door for writes, and what sends. */
function wirePipeline(base: Base, closers: Closers) {
  const { database, vault, clock, ids, log, metrics, guard } = base;
  const { egressProxy } = base.config;
  const proxy = egressProxy === null ? null : egressProxyFromText(egressProxy, 'BELLWIRE_EGRESS_PROXY');
  const sender = measuredSender(createSender({ guard, clock, proxy }), metrics);
  closers.add(() => sender.close());
  const webhooks = (queries: Queries, organizationId: string) =>
    webhooksEnabled(queries, vault, organizationId, clock.now());

  const sending = createDelivery({
    ...base,
    formats,
    sender,
    traceAttempt: createTraceAttempt(base),
    random: Math.random,
    policyOf,
    nodeName: `${hostname()} ${process.pid}`,
    nodeFacts: { version, roles: base.roles },
    webhooksByIds: (queries, references) => webhooksByIds(queries, vault, references, clock.now()),
    markFailing: ({ webhook, failing }) =>
      webhookMarkFailing(database, { ...webhook, since: failing ? clock.now() : null }),
    switchOff: ({ webhook, reason }) =>
      changes.tell({
        organizationId: webhook.organizationId,
        actor: bellwirePrincipal.actor,
        events: [webhookSwitchedOff(webhook, reason)],
        first: (tx) =>
          webhookSwitchOff(tx, {
            organizationId: webhook.organizationId,
            id: webhook.id,
            reason,
            now: clock.now(),
            ...(reason === failingForDays && { failingBefore: new Date(clock.nowMs() - failingTooLongMs) }),
          }),
      }),
    applyReturned: async ({ event, fields }) => {
      const reference = event.organizationId;
      const organization = await access.findOrganization({ reference, dialect: null, principal: null });
      const catalogue = catalogues.get(organization?.dialect ?? '');
      if (organization === null || catalogue === undefined) return 'The organization is gone.';
      const { objectType: type, objectId: id } = event;
      return applyReturned(objectsServices, { organization, catalogue, type, id, fields });
    },
  });
  const eventRules = createEventRules(base);
  const delivery = base.roles.delivery ? sending : createNoDelivery(base);
  const { handover } = delivery;
  measureState({ ...base, delivery });
  const call = measuredBefore(
    createCallBefore({
      queries: database,
      clock,
      ids,
      log,
      sender: tracedSender(sender, base.tracing),
      policyOf,
    }),
    metrics,
  );
  const askBefore = createAskBefore({ queries: database, clock, formats, webhooks, call });
  const changes = measuredChanges(
    tracedChanges(
      createChanges({ ...base, formats, handover, webhooks, askBefore, along: savedAlong, eventRules }),
      base.tracing,
    ),
    metrics,
  );
  const objectsServices: ObjectsServices = { ...base, changes, numbers: createNumbers(database) };
  const access = createAccess(base);
  const webhook = async (queries: Queries, organizationId: string, id: string) => {
    const [found] = await webhooksByIds(queries, vault, [{ organizationId, id }], clock.now());
    return found ?? null;
  };
  const jobs = createRunner({ ...base, formats, webhook, handover });
  const again = createAgain({ ...base, formats, webhook, wake: () => jobs.wake() });
  const meteredOf = (name: string) => dialectNamed(name)?.metered;
  const usage = createUsage({ database, clock, record: changes.record, meteredOf });
  const uses = createUses({ database, clock, meteredOf });
  const intake = base.roles.delivery
    ? createIntake({ ...base, changes, problems: recordedProblems(eventRules) })
    : noIntake;
  const listener = createListener({
    ...base,
    channel,
    onMessage(message) {
      if (message === 'recorded') intake.wake();
      if (message === 'due') handover.wake();
      if (message.startsWith('event-types ')) eventRules.forget(message.slice('event-types '.length));
    },
    onConnected() {
      eventRules.forget(null);
      intake.wake();
    },
  });
  const objects = createObjects(objectsServices);
  return {
    sender,
    delivery,
    changes,
    eventRules,
    intake,
    listener,
    jobs,
    again,
    access,
    objects,
    usage,
    uses,
  };
}

/** The HTTP surfaces on top of it. */
function wireServer(
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
    policyOf: (name) => dialectNamed(name)?.policy ?? standardPolicy,
    checkDestination: createCheckDestination(base.guard, { proxied: base.config.egressProxy !== null }),
    heldBy: async (name, queries, webhook) =>
      (await dialects.find((dialect) => dialect.name === name)?.heldBy?.(queries, webhook)) ?? [],
    createSecret: () => createSecret(ids),
    setRuleOf: (name) => dialectNamed(name)?.webhookSet,
    samplesOf: (name) => ({ catalogue: catalogueOf(name), examples: dialectNamed(name)?.examples }),
    sender,
    onCancelled,
  });
  const deliveryLog = createDeliveryLog({ database, clock, handover: delivery.handover, onCancelled });
  const { publish } = changes;
  return buildServer({
    ...base,
    access,
    organizations: createOrganizations(accessServices),
    tokens: createTokens(accessServices),
    sessions: createSessions(accessServices),
    credentials: createCredentials(accessServices),
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
        webhooks,
        usage,
        uses,
        deliveryLog,
        publish,
        clock,
        ids,
        log,
      }),
    })),
    consoleFolder: fileURLToPath(new URL('../dist/console', import.meta.url)),
    checkReady: async () => {
      await database.query({ text: 'select 1' });
    },
    metrics: { source: metrics, token: base.config.metricsToken },
    operatorsOnly: !base.roles.api,
    version,
  });
}

function addressGuard({ allowAddresses }: Config): AddressGuard {
  try {
    return createAddressGuard(allowAddresses);
  } catch (error) {
    throw new BellwireError('invalid', `BELLWIRE_ALLOW_ADDRESSES is not valid: ${messageOf(error)}`, [], {
      cause: error,
    });
  }
}

function dialectNamed(name: string) {
  return dialects.find((dialect) => dialect.name === name);
}

function catalogueOf(dialect: string): Catalogue {
  const catalogue = catalogues.get(dialect);
  if (catalogue === undefined) throw new Error(`There is no dialect ${dialect}`);
  return catalogue;
}

function cannotListen(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use. Set BELLWIRE_PORT to another one.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set BELLWIRE_HOST to one that is.`,
    EACCES: `This user may not listen on port ${port}. Set BELLWIRE_PORT to one above 1023.`,
  };
  const sentence = sentences[String(code)];
  return sentence === undefined ? error : new BellwireError('unavailable', sentence, [], { cause: error });
}
