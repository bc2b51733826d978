import { Pool } from 'undici';
import { systemClock } from '../../src/base/clock.ts';
import { createClosers } from '../../src/base/closers.ts';
import { createIds } from '../../src/base/ids.ts';
import type { RunFigures } from '../figures/run-figures.ts';
import { percentile } from '../figures/statistics.ts';
import { monotonicMs } from '../monotonic.ts';
import { pace } from '../pace.ts';
import { type Receiver, startReceiver } from '../receiver/start.ts';
import { refuseLoss } from '../refuse-loss.ts';
import { sampleBody, sampleEvent, sampleHeaders } from '../sample-event.ts';
import { startInThisProcess } from '../start/in-process.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { makeStore } from '../start/store.ts';
import { inFlight } from '../tuning.ts';

/** Sends one event and answers with its id. */
interface Single {
  sendOne(number: number): Promise<string>;
  settled(): Promise<void>;
  logged(): Promise<number | null>;
  close(): Promise<void>;
}

/** How long to warm up at the same pace. */
const warmUpSeconds = 2;

/**
 * From publishing an event to its arrival, at a fixed pace: an open loop, one event at a time, whatever has become of
 * the ones before. Each is counted from the moment at which it was due, so that a pause of the sender is in the figures
 * and does not only make them fewer.
 */
export async function measureLatency(
  kind: 'bellwire' | 'bare-post',
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<RunFigures> {
  const receivers = await startReceiver();
  try {
    const receiver = await receivers.open();
    const single = await (kind === 'bellwire' ? startPublishing(receiver) : startPosting(receiver));
    try {
      const warmUp = await sendPaced(single, { perSecond, count: perSecond * warmUpSeconds });
      await receiver.untilUnique(warmUp.size);
      await single.settled();
      await receiver.reset();
      const loggedBefore = await single.logged();

      const startMs = monotonicMs();
      const dueMs = await sendPaced(single, { perSecond, count: perSecond * seconds });
      await receiver.untilUnique(dueMs.size);
      const took = (monotonicMs() - startMs) / 1000;
      await single.settled();

      const { unique, repeats } = await refuseLoss({ receiver, sent: dueMs.size });
      const loggedNow = await single.logged();
      const logged = loggedNow === null ? null : loggedNow - (loggedBefore ?? 0);
      if (logged !== null && logged !== dueMs.size) {
        throw new Error(`Of ${dueMs.size} events, ${logged} are in the log`);
      }
      const latencies = (await receiver.arrivals()).map(({ id, atMs }) => atMs - dueMs.get(id)!);
      return {
        sent: dueMs.size,
        arrived: unique,
        logged,
        seconds: took,
        measures: {
          perSecond: dueMs.size / took,
          p50Ms: percentile(latencies, 50),
          p99Ms: percentile(latencies, 99),
          repeats,
        },
      };
    } finally {
      await single.close();
    }
  } finally {
    await receivers.stop();
  }
}

/** Answers with when each event was due, by its id. */
async function sendPaced(
  single: Single,
  { perSecond, count }: { perSecond: number; count: number },
): Promise<Map<string, number>> {
  const dueMs = new Map<string, number>();
  await pace({
    perSecond,
    count,
    async act(number, due) {
      dueMs.set(await single.sendOne(1_000_000 + number), due);
    },
  });
  return dueMs;
}

async function startPublishing(receiver: Receiver): Promise<Single> {
  const closers = createClosers();
  const store = await makeStore('embedded');
  closers.add(() => store.remove());
  const bellwire = await startInThisProcess({ settings: store.settings });
  closers.add(() => bellwire.close());
  const token = bellwire.firstToken ?? '';
  const organization = await makeOrganization({
    url: bellwire.url,
    token,
    receivers: [receiver],
    concurrency: inFlight,
  });
  const log = await openLogCounts(await store.connection());
  closers.add(() => log.close());
  return {
    async sendOne(number) {
      const { eventIds } = await bellwire.publish({
        organizationId: organization.id,
        actor: 'bench',
        events: [sampleEvent(number)],
      });
      return eventIds[0]!;
    },
    settled: () => log.untilNoneOwed(),
    logged: () => log.delivered(),
    close: () => closers.closeAll(),
  };
}

async function startPosting(receiver: Receiver): Promise<Single> {
  const pool = new Pool(receiver.origin, { connections: inFlight, pipelining: 1 });
  const ids = createIds(systemClock);
  return {
    async sendOne(number) {
      const id = ids.uuid();
      const body = JSON.stringify(sampleBody(number));
      const answer = await pool.request({ method: 'POST', path: '/hook', headers: sampleHeaders(id), body });
      await answer.body.dump();
      return id;
    },
    settled: async () => {},
    logged: async () => null,
    close: () => pool.close(),
  };
}
