import { createClosers } from '../../src/base/closers.ts';
import { createApiClient } from '../../src/cli/demo/api-client.ts';
import type { RunFigures } from '../figures/run-figures.ts';
import { monotonicMs } from '../monotonic.ts';
import { startReceiver } from '../receiver/start.ts';
import { refuseLoss } from '../refuse-loss.ts';
import { sampleEvent } from '../sample-event.ts';
import { openLogCounts } from '../start/log-counts.ts';
import { makeOrganization } from '../start/organization.ts';
import { startProgram } from '../start/program.ts';
import { makeStore } from '../start/store.ts';
import { inFlight } from '../tuning.ts';

/**
 * How long the deliveries of a node that dies are on their way. Two nodes share a database. One of them is told of
 * events while the receiver hangs, so that they are all in its memory or on their way; then it is killed, and the
 * receiver answers again.
 */
export async function measureKill({ count }: { count: number }): Promise<RunFigures> {
  const closers = createClosers();
  const receivers = await startReceiver();
  try {
    const receiver = await receivers.open('hang');
    const store = await makeStore('url');
    closers.add(() => store.remove());
    const first = await startProgram({ settings: store.settings });
    closers.add(() => first.kill());
    const token = first.adminToken ?? '';
    const organization = await makeOrganization({
      url: first.url,
      token,
      receivers: [receiver],
      concurrency: inFlight,
    });
    const second = await startProgram({ settings: store.settings });
    closers.add(() => second.stop());
    const log = await openLogCounts(await store.connection());
    closers.add(() => log.close());

    const events = Array.from({ length: count }, (_, index) => {
      const { type, object, data } = sampleEvent(1_000_000 + index);
      return { type, object: { ...object }, data };
    });
    await createApiClient(first.url, token)('POST', `${organization.path}/events`, { events });
    await first.kill();
    const startMs = monotonicMs();
    await receiver.reset();
    await receiver.behave('answer');
    await receiver.untilUnique(1);
    const firstAfterSeconds = (monotonicMs() - startMs) / 1000;
    await receiver.untilUnique(count);
    const allAfterSeconds = (monotonicMs() - startMs) / 1000;
    await log.untilNoneOwed();

    const { unique, repeats } = await refuseLoss({ receiver, sent: count });
    const logged = await log.delivered();
    if (logged !== count) throw new Error(`Of ${count} events, ${logged} are in the log`);
    return {
      sent: count,
      arrived: unique,
      logged,
      seconds: allAfterSeconds,
      measures: { firstAfterSeconds, allAfterSeconds, repeats },
    };
  } finally {
    await closers.closeAll();
    await receivers.stop();
  }
}
