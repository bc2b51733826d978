import { createClosers } from '../../src/base/closers.ts';
import { publishLoop } from '../publish-loop.ts';
import type { Receiver } from '../receiver/start.ts';
import { sampleEvents } from '../sample-event.ts';
import { startInThisProcess } from '../start/in-process.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { makeStore, type StoreKind } from '../start/store.ts';
import type { Subject } from '../subject.ts';
import { inFlight } from '../tuning.ts';

/** Bellwire as a part of a program: `publish` is called in the process that sends. Everything is on, and logged. */
export async function startInProcess(storeKind: StoreKind, receiver: Receiver): Promise<Subject> {
  const closers = createClosers();
  try {
    const store = await makeStore(storeKind);
    closers.add(() => store.remove());
    const bellwire = await startInThisProcess({ settings: store.settings });
    closers.add(() => bellwire.close());
    const organization = await makeOrganization({
      url: bellwire.url,
      token: bellwire.firstToken ?? '',
      receivers: [receiver],
      concurrency: inFlight,
    });
    const log = await openLogCounts(await store.connection());
    closers.add(() => log.close());
    return {
      send: (count) =>
        publishLoop({
          receiver,
          count,
          async publish(first, size) {
            const events = sampleEvents(first, size);
            await bellwire.publish({ organizationId: organization.id, actor: 'bench', events });
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
