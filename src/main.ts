import { lookup as dnsLookup } from 'node:dns';
import { firstToken } from './access/first-token.ts';
import { createSignInLink } from './access/sessions/sign-in-link.ts';
import type { Clock } from './base/clock.ts';
import { systemClock } from './base/clock.ts';
import { createClosers } from './base/closers.ts';
import { BellwireError, messageOf } from './base/errors.ts';
import { createIds } from './base/ids.ts';
import type { Log } from './base/log.ts';
import { createPrometheus } from './base/prometheus.ts';
import { allRoles, checkRoles, type Roles } from './base/roles.ts';
import { noTracing, type Tracing } from './base/tracing/tracing.ts';
import type { Config } from './config.ts';
import { rememberedDays } from './metering/look-into.ts';
import { openStore } from './open-store.ts';
import type { Changes } from './pipeline/changes/changes.ts';
import { type AddressGuard, createAddressGuard } from './pipeline/delivery/http/address-guard.ts';
import { createFairLookup, lookupsOf } from './pipeline/delivery/http/fair-lookup.ts';
import { createRollUp } from './pipeline/figures/roll-up.ts';
import { createFeed } from './pipeline/log/feed.ts';
import { createRetention } from './pipeline/log/retention.ts';
import { checkSecretKey, hasSecretKey } from './store/check-secret-key.ts';
import { secretKeys } from './store/secret-key.ts';
import { createVault } from './store/vault.ts';
import type { Base } from './wiring/base.ts';
import { wirePipeline } from './wiring/wire-pipeline.ts';
import { wireServer } from './wiring/wire-server.ts';

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
    const vault = createVault(...(await secretKeys(config, async () => !(await hasSecretKey(database)))));
    await checkSecretKey(database, vault);
    const metrics = createPrometheus({ log });
    const ids = createIds(clock);
    const lookup = createFairLookup({ lookup: dnsLookup, most: lookupsOf(config.threads) });
    const known = { config, log, clock, ids, database, vault, alone };
    const base: Base = { ...known, roles, metrics, guard, lookup, tracing };
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
      auditDays: config.auditDays,
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

function addressGuard({ allowAddresses }: Config): AddressGuard {
  try {
    return createAddressGuard(allowAddresses);
  } catch (error) {
    throw new BellwireError('invalid', `BELLWIRE_ALLOW_ADDRESSES is not valid: ${messageOf(error)}`, [], {
      cause: error,
    });
  }
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
