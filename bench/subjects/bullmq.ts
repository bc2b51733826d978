import { Queue, Worker } from 'bullmq';
import { Pool } from 'undici';
import { systemClock } from '../../src/base/clock.ts';
import { createClosers } from '../../src/base/closers.ts';
import { createIds } from '../../src/base/ids.ts';
import { publishLoop } from '../publish-loop.ts';
import type { Receiver } from '../receiver/start.ts';
import { sampleBody, sampleHeaders } from '../sample-event.ts';
import { startRedis } from '../start/redis.ts';
import type { Subject } from '../subject.ts';
import { inFlight } from '../tuning.ts';
import { untilZero } from '../until-zero.ts';

/** A job: the event, and the id that its receiver tells repeats by. */
interface Payload {
  id: string;
  event: object;
}

/**
 * BullMQ with undici, as a team would write it: jobs are added many at a time with `addBulk`, one worker with many jobs
 * under way, jobs removed when they are done. Redis writes its append-only file and syncs it every second, so a crash of
 * the machine may lose a second of events; Bellwire and graphile-worker sync before they acknowledge.
 */
export async function startBullmq(receiver: Receiver): Promise<Subject> {
  const closers = createClosers();
  try {
    const redis = await startRedis();
    closers.add(() => redis.stop());
    const { connection } = redis;
    const pool = new Pool(receiver.origin, { connections: inFlight, pipelining: 1 });
    closers.add(() => pool.close());
    const queue = new Queue<Payload>('events', {
      connection,
      // Nothing of a job is kept, which is the least work. Attempts as one would want them; none is used here.
      defaultJobOptions: {
        removeOnComplete: true,
        attempts: 8,
        backoff: { type: 'exponential', delay: 5000 },
      },
    });
    closers.add(() => queue.close());
    const worker = new Worker<Payload>(
      'events',
      async ({ data }) => {
        const answer = await pool.request({
          method: 'POST',
          path: '/hook',
          headers: sampleHeaders(data.id),
          body: JSON.stringify(data.event),
        });
        await answer.body.dump();
        if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}`);
      },
      { connection, concurrency: inFlight },
    );
    worker.on('error', (error) => process.stderr.write(`BullMQ: ${error.message}\n`));
    closers.add(() => worker.close());
    await worker.waitUntilReady();

    const ids = createIds(systemClock);
    return {
      send: (count) =>
        publishLoop({
          receiver,
          count,
          async publish(first, size) {
            await queue.addBulk(
              Array.from({ length: size }, (_, index) => ({
                name: 'send',
                data: { id: ids.uuid(), event: sampleBody(1_000_000 + first + index) },
              })),
            );
          },
        }),
      settled: () =>
        untilZero('jobs of BullMQ', async () => {
          const counts = await queue.getJobCounts('waiting', 'active', 'delayed');
          return Object.values(counts).reduce((sum, count) => sum + count, 0);
        }),
      logged: async () => null,
      close: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
