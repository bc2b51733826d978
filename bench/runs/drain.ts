import { setTimeout as sleep } from 'node:timers/promises';
import { createClosers } from '../../src/base/closers.ts';
import type { PublishedEvent } from '../../src/pipeline/changes/published.ts';
import type { RunFigures } from '../figures/run-figures.ts';
import { monotonicMs } from '../monotonic.ts';
import { startReceiver } from '../receiver/start.ts';
import { refuseLoss } from '../refuse-loss.ts';
import { sampleEvent } from '../sample-event.ts';
import { startInThisProcess } from '../start/in-process.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { startProgram } from '../start/program.ts';
import { makeStore } from '../start/store.ts';
import { inFlight, publishers } from '../tuning.ts';

const batchSize = 500;

function eventAbout(number: number, objects = Number.POSITIVE_INFINITY): PublishedEvent {
  const event = sampleEvent(number);
  return objects === Number.POSITIVE_INFINITY
    ? event
    : { ...event, object: { ...event.object, id: `inv-${number % objects}` } };
}

/**
 * How fast a backlog is drained. One node only accepts (`--no-delivery`), another one only delivers (`--no-api`), on
 * one database. The delivering node is warmed up and then held (SIGSTOP) while the backlog is published; the time runs
 * from letting it go on until nothing is owed any more.
 */
export async function measureDrain({
  warmUp,
  count,
  objects,
  ordered = false,
}: {
  warmUp: number;
  count: number;
  /** How many objects all events are about; without it, each is about one of its own. */
  objects?: number;
  ordered?: boolean;
}): Promise<RunFigures> {
  const closers = createClosers();
  const receivers = await startReceiver();
  try {
    const receiver = await receivers.open();
    const store = await makeStore('url');
    closers.add(() => store.remove());
    const accepting = await startInThisProcess({
      settings: store.settings,
      roles: { api: true, delivery: false },
    });
    closers.add(() => accepting.close());
    const organization = await makeOrganization({
      url: accepting.url,
      token: accepting.firstToken ?? '',
      receivers: [receiver],
      concurrency: inFlight,
      ordered,
    });
    const log = await openLogCounts(await store.connection());
    closers.add(() => log.close());
    const delivering = await startProgram({ settings: store.settings, options: ['--no-api'] });
    closers.add(() => delivering.stop());

    async function publish(events: number): Promise<void> {
      let taken = 0;
      async function publisher(): Promise<void> {
        while (taken < events) {
          const first = 1_000_000 + taken;
          const size = Math.min(batchSize, events - taken);
          taken += size;
          const batch = Array.from({ length: size }, (_, index) => eventAbout(first + index, objects));
          await accepting.publish({ organizationId: organization.id, actor: 'bench', events: batch });
        }
      }
      await Promise.all(Array.from({ length: publishers }, publisher));
    }

    await publish(warmUp);
    await receiver.untilUnique(warmUp);
    await log.untilNoneOwed();
    await receiver.reset();
    process.kill(delivering.pid, 'SIGSTOP');
    await publish(count);
    const waiting = await log.owed();
    if (waiting !== count) throw new Error(`${waiting} deliveries wait, not ${count}`);
    // What the publishing left to do for the disk is not the drain's.
    await log.checkpoint();
    await sleep(1000);

    const startMs = monotonicMs();
    process.kill(delivering.pid, 'SIGCONT');
    await receiver.untilUnique(count);
    await log.untilNoneOwed();
    const seconds = (monotonicMs() - startMs) / 1000;

    const { unique, repeats } = await refuseLoss({ receiver, sent: count });
    const peakMb = await delivering.peakMb();
    const logged = (await log.delivered()) - warmUp;
    if (logged !== count) throw new Error(`Of ${count} events, ${logged} are in the log`);
    return {
      sent: count,
      arrived: unique,
      logged,
      seconds,
      measures: { perSecond: count / seconds, repeats, ...(peakMb !== null && { peakMb }) },
    };
  } finally {
    await closers.closeAll();
    await receivers.stop();
  }
}
