import { type LogFunctionFactory, Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { Pool } from 'undici';
import { systemClock } from '../../src/base/clock.ts';
import { createClosers } from '../../src/base/closers.ts';
import { createIds } from '../../src/base/ids.ts';
import { publishLoop } from '../publish-loop.ts';
import type { Receiver } from '../receiver/start.ts';
import { sampleBody, sampleHeaders } from '../sample-event.ts';
import { startServer, urlOf } from '../start/postgres.ts';
import type { Subject } from '../subject.ts';
import { inFlight } from '../tuning.ts';
import { untilZero } from '../until-zero.ts';

/** A job: the event, and the id that its receiver tells repeats by. */
interface Payload {
  id: string;
  event: object;
}

/**
 * graphile-worker with undici, as a team would write it that has read the page on performance of its documentation:
 * jobs are added many at a time with `addJobs`, fetched many at a time into a local queue, and completed in batches. The
 * server is the same PostgreSQL with the same settings as Bellwire's, fsync on; jobs are gone when they are done.
 */
export async function startGraphileWorker(receiver: Receiver): Promise<Subject> {
  const closers = createClosers();
  try {
    const server = await startServer();
    closers.add(() => server.stop());
    const connectionString = urlOf(server.connection);
    const logger = new Logger(silent);
    const jobs = openPool(connectionString);
    closers.add(() => jobs.end());
    const utils = await makeWorkerUtils({ pgPool: jobs, logger });
    closers.add(async () => utils.release());
    await utils.migrate();

    const pool = new Pool(receiver.origin, { connections: inFlight, pipelining: 1 });
    closers.add(() => pool.close());
    const work = openPool(connectionString);
    closers.add(() => work.end());
    const runner = await run({
      pgPool: work,
      preset: {
        worker: {
          concurrentJobs: inFlight,
          // As in the configuration with which its documentation reports its own best figures.
          localQueue: { size: 500 },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
      logger,
      noHandleSignals: true,
      taskList: {
        async send(payload) {
          const { id, event } = payload as Payload;
          const answer = await pool.request({
            method: 'POST',
            path: '/hook',
            headers: sampleHeaders(id),
            body: JSON.stringify(event),
          });
          await answer.body.dump();
          if (answer.statusCode !== 200) throw new Error(`The receiver answered ${answer.statusCode}`);
        },
      },
    });
    closers.add(() => runner.stop());
    const client = new pg.Client({ connectionString });
    client.on('error', () => {});
    await client.connect();
    closers.add(() => client.end());

    const ids = createIds(systemClock);
    return {
      send: (count) =>
        publishLoop({
          receiver,
          count,
          async publish(first, size) {
            await utils.addJobs(
              Array.from({ length: size }, (_, index) => ({
                identifier: 'send',
                payload: { id: ids.uuid(), event: sampleBody(1_000_000 + first + index) } satisfies Payload,
              })),
            );
          },
        }),
      settled: () =>
        untilZero('jobs of graphile-worker', async () => {
          const { rows } = await client.query(
            'select count(*)::int as left from graphile_worker._private_jobs',
          );
          return rows[0].left;
        }),
      logged: async () => null,
      close: () => closers.closeAll(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** A connection that breaks while everything is being stopped must not end the run: it has its figures by then. */
function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 10 });
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

/** Errors only. */
const silent: LogFunctionFactory = () => (level, message) => {
  if (level === 'error') process.stderr.write(`graphile-worker: ${message}\n`);
};
