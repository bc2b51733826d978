import { systemClock } from '../../src/base/clock.ts';
import { createClosers } from '../../src/base/closers.ts';
import { createIds } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createSecret } from '../../src/formats/standard-webhooks.ts';
import { createDatabase } from '../../src/store/create-database.ts';
import { defaultLimits, type Webhook } from '../../src/store/records/webhook.ts';
import { type ByHand, saveByHand } from '../by-hand/save.ts';
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
 * What an event costs that is saved, signed, sent and logged with the rows and the bytes of Bellwire, and without anything
 * that makes a pipeline of it: no limits, time-outs, retries, leases, address guard or figures. It may only be used
 * while everything goes well. What Bellwire in process costs more than this is the price of the pipeline.
 */
export async function startByHand(receiver: Receiver): Promise<Subject> {
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
    const byHand: ByHand = { database, ids, webhook, nodeId: ids.uuid() };
    const sender = createSenderByHand(byHand, receiver.origin);
    closers.add(() => sender.close());

    return {
      send: (count) =>
        publishLoop({
          receiver,
          count,
          async publish(first, size) {
            sender.send(await saveByHand(byHand, sampleEvents(first, size)));
          },
        }),
      settled: () => log.untilNoneOwed(),
      logged: () => log.delivered(),
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
