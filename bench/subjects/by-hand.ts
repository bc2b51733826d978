import { systemClock } from '../../src/base/clock.ts';
import { createClosers } from '../../src/base/closers.ts';
import { createIds } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createSecret } from '../../src/formats/standard-webhooks.ts';
import { createDatabase } from '../../src/store/create-database.ts';
import { defaultLimits, type Webhook } from '../../src/store/records/webhook.ts';
import { keepBytes } from '../by-hand/bytes.ts';
import { type ByHand, savedOf } from '../by-hand/keep.ts';
import { keepRows } from '../by-hand/rows.ts';
import { createSenderByHand } from '../by-hand/send.ts';
import { publishLoop } from '../publish-loop.ts';
import type { Receiver } from '../receiver/start.ts';
import { sampleEvents } from '../sample-event.ts';
import { startInThisProcess } from '../start/in-process.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { makeStore } from '../start/store.ts';
import type { Subject } from '../subject.ts';
import { inFlight } from '../tuning.ts';

/**
 * What an event costs that is saved, signed, sent and logged without anything that makes a pipeline of it: no limits,
 * time-outs, retries, leases, address guard or figures. It may only be used while everything goes well.
 *
 * With the rows of Bellwire, what Bellwire in process costs more is the price of the pipeline. With bytes only, what the
 * one with rows costs more is the price of a log that can be read.
 */
export async function startByHand(keeps: 'rows' | 'bytes', receiver: Receiver): Promise<Subject> {
  const closers = createClosers();
  try {
    const store = await makeStore('embedded');
    closers.add(() => store.remove());
    // Makes the tables and the organization; what is saved is not its to send.
    const bellwire = await startInThisProcess({
      settings: store.settings,
      roles: { api: true, delivery: false },
    });
    closers.add(() => bellwire.close());
    const organization = await makeOrganization({
      url: bellwire.url,
      token: bellwire.firstToken ?? '',
      receivers: [receiver],
      concurrency: inFlight,
    });
    const connection = await store.connection();
    const database = createDatabase({
      connection: connection as Parameters<typeof createDatabase>[0]['connection'],
      maxConnections: 4,
      log: silentLog,
    });
    closers.add(() => database.close());
    const log = await openLogCounts(connection);
    closers.add(() => log.close());

    const ids = createIds(systemClock);
    const webhook = webhookTo(receiver, organization.id, organization.webhookIds[0]!, createSecret(ids));
    const byHand: ByHand = { ids, webhook, nodeId: ids.uuid() };
    const keep = keeps === 'rows' ? keepRows(byHand, database, log) : await keepBytes(byHand, database);
    const sender = createSenderByHand(byHand, keep, receiver.origin);
    closers.add(() => sender.close());

    return {
      send: (count) =>
        publishLoop({
          receiver,
          count,
          async publish(first, size) {
            const saved = savedOf(byHand, sampleEvents(first, size));
            await keep.save(saved);
            sender.send(saved);
          },
        }),
      settled: () => sender.settled(),
      logged: () => keep.logged(),
      close: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** As the database has it, but for the secret, which only Bellwire can read there. */
function webhookTo({ origin }: Receiver, organizationId: string, id: string, secret: string): Webhook {
  const now = systemClock.now();
  return {
    organizationId,
    id,
    name: 'By hand',
    url: `${origin}/hook`,
    format: 'standard',
    settings: {},
    limits: defaultLimits,
    policy: null,
    userAgent: null,
    credentials: null,
    headers: {},
    tls: null,
    secrets: [secret],
    enabled: true,
    disabledReason: null,
    failingSince: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}
