import { Pool } from 'undici';
import { createClosers } from '../../src/base/closers.ts';
import { publishLoop } from '../publish-loop.ts';
import type { Receiver } from '../receiver/start.ts';
import { sampleEvent } from '../sample-event.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { startProgram } from '../start/program.ts';
import { makeStore, type StoreKind } from '../start/store.ts';
import type { Subject } from '../subject.ts';
import { inFlight } from '../tuning.ts';

/** How events are put into requests. */
export interface HttpPublishing {
  /** Requests at the same time, each on a connection of its own. */
  connections: number;
  /** Events in one request; with 1 the body is the event itself. */
  eventsPerRequest: number;
}

/** Bellwire as a server: a process of its own, told of events over HTTP. Everything is on, and logged. */
export async function startHttp(
  storeKind: StoreKind,
  { connections, eventsPerRequest }: HttpPublishing,
  receiver: Receiver,
): Promise<Subject> {
  const closers = createClosers();
  try {
    const store = await makeStore(storeKind);
    closers.add(() => store.remove());
    const program = await startProgram({ settings: store.settings });
    closers.add(() => program.stop());
    const token = program.adminToken ?? '';
    const organization = await makeOrganization({
      url: program.url,
      token,
      receivers: [receiver],
      concurrency: inFlight,
    });
    const log = await openLogCounts(await store.connection());
    closers.add(() => log.close());
    const pool = new Pool(program.url, { connections, pipelining: 1 });
    closers.add(() => pool.close());
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

    async function publish(first: number, size: number): Promise<void> {
      const events = Array.from({ length: size }, (_, index) => requestEvent(1_000_000 + first + index));
      const body = JSON.stringify(eventsPerRequest === 1 ? events[0] : { events });
      const path = `${organization.path}/events`;
      const answer = await pool.request({ method: 'POST', path, headers, body });
      if (answer.statusCode !== 202) {
        throw new Error(`Publishing answered ${answer.statusCode}: ${await answer.body.text()}`);
      }
      await answer.body.dump();
    }
    return {
      send: (count) =>
        publishLoop({ receiver, count, publish, publishers: connections, batchSize: eventsPerRequest }),
      settled: () => log.untilNoneOwed(),
      logged: () => log.delivered(),
      peakMb: () => program.peakMb(),
      close: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** The event as the API takes it. */
function requestEvent(number: number): object {
  const { type, object, data } = sampleEvent(number);
  return { type, object, data };
}
