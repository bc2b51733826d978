import { createClosers } from '../../src/base/closers.ts';
import type { RunFigures } from '../figures/run-figures.ts';
import { monotonicMs } from '../monotonic.ts';
import { publishLoop } from '../publish-loop.ts';
import { type Receiver, startReceiver } from '../receiver/start.ts';
import { refuseLoss } from '../refuse-loss.ts';
import { sampleEvents } from '../sample-event.ts';
import { startInThisProcess } from '../start/in-process.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { makeStore } from '../start/store.ts';

const webhooks = 10;
/** What a new webhook gets. */
const concurrency = 16;
/** Of events: each is on its way to every webhook. */
const maxOutstanding = 300;
const batchSize = 50;

/**
 * Ten webhooks, each of which is owed every event. The rate is that of the nine healthy ones together; the tenth either
 * answers like them, or takes the requests and never answers.
 */
export async function measureHanging(
  tenth: 'answers' | 'hangs',
  { warmUp, count }: { warmUp: number; count: number },
): Promise<RunFigures> {
  const closers = createClosers();
  const receivers = await startReceiver();
  try {
    const opened: Receiver[] = [];
    while (opened.length < webhooks) opened.push(await receivers.open());
    const healthy = opened.slice(0, -1);
    const store = await makeStore('embedded');
    closers.add(() => store.remove());
    const bellwire = await startInThisProcess({ settings: store.settings });
    closers.add(() => bellwire.close());
    const organization = await makeOrganization({
      url: bellwire.url,
      token: bellwire.firstToken ?? '',
      receivers: opened,
      concurrency,
    });
    const log = await openLogCounts(await store.connection());
    closers.add(() => log.close());

    /** The slowest of the healthy ones says how far they all are. */
    const nine = {
      unique: () => Math.min(...healthy.map((receiver) => receiver.unique())),
      untilUnique: async (events: number) => {
        await Promise.all(healthy.map((receiver) => receiver.untilUnique(events)));
      },
    };
    const send = (events: number) =>
      publishLoop({
        receiver: nine,
        count: events,
        maxOutstanding,
        batchSize,
        async publish(first, size) {
          const batch = sampleEvents(first, size);
          await bellwire.publish({ organizationId: organization.id, actor: 'bench', events: batch });
        },
      });
    await send(warmUp);
    await Promise.all(opened.map((receiver) => receiver.untilUnique(warmUp)));
    await log.untilNoneOwed();
    for (const receiver of opened) await receiver.reset();
    if (tenth === 'hangs') await opened.at(-1)!.behave('hang');
    const [other] = organization.webhookIds.slice(-1);

    const startMs = monotonicMs();
    await send(count);
    await nine.untilUnique(count);
    await log.untilNoneOwed(other);
    const seconds = (monotonicMs() - startMs) / 1000;

    let repeats = 0;
    for (const receiver of healthy) repeats += (await refuseLoss({ receiver, sent: count })).repeats;
    const deliveries = count * healthy.length;
    const logged = (await log.delivered(other)) - warmUp * healthy.length;
    if (logged !== deliveries) throw new Error(`Of ${deliveries} deliveries, ${logged} are in the log`);
    const measures = { perSecond: deliveries / seconds, repeats };
    return { sent: deliveries, arrived: deliveries, logged, seconds, measures };
  } finally {
    // First of all the receivers: what hangs in them ends at once.
    await receivers.stop();
    await closers.closeAll();
  }
}
