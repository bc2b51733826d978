import type { RunFigures } from './figures/run-figures.ts';
import { measureDrain } from './runs/drain.ts';
import { measureHanging } from './runs/hanging.ts';
import { measureKill } from './runs/kill.ts';
import { measureLatency } from './runs/latency.ts';
import { measureRate } from './runs/rate.ts';
import { measurePlainInserts, measureUsage, type UsageSize } from './runs/usage.ts';
import { redisIsInstalled } from './start/redis.ts';
import type { StartSubject } from './subject.ts';
import { startBareLoop } from './subjects/bare-loop.ts';
import { startBullmq } from './subjects/bullmq.ts';
import { startByHand } from './subjects/by-hand.ts';
import { startGraphileWorker } from './subjects/graphile-worker.ts';
import { startHttp } from './subjects/http.ts';
import { startInProcess } from './subjects/in-process.ts';

/** One kind of run. */
export interface RunKind {
  name: string;
  /** As the table calls it. */
  title: string;
  /** Kinds of one group are run in turns: A B C A B C. */
  group: 'rate' | 'latency' | 'hanging' | 'drain' | 'ordered' | 'kill' | 'usage';
  /** What is counted, where it is not events. */
  unit?: string;
  /** How often, when not in quick mode. */
  rounds: number;
  /** Why it cannot be run here; null when it can. */
  unavailable?(): string | null;
  run(context: RunContext): Promise<RunFigures>;
}

/** What a run is told. */
export interface RunContext {
  quick: boolean;
  /** For runs at a pace of their own: events a second. */
  perSecond: number;
}

/** A run that measures a rate, of as many events as take some seconds on two cores. */
function rateRun(name: string, title: string, count: number, start: StartSubject): RunKind {
  return {
    name,
    title,
    group: 'rate',
    rounds: 5,
    run: ({ quick }) =>
      measureRate(start, { warmUp: Math.round(count / (quick ? 16 : 8)), count: quick ? count / 8 : count }),
  };
}

const batches = { connections: 4, eventsPerRequest: 250 };
const singles = { connections: 128, eventsPerRequest: 1 };

/** Every kind, in the order in which they are run. */
export const runKinds: readonly RunKind[] = [
  rateRun('bareLoop', 'Bare loop of undici POSTs', 160_000, startBareLoop),
  {
    ...rateRun('bullmq', 'BullMQ + undici', 32_000, startBullmq),
    unavailable: () => (redisIsInstalled() ? null : 'redis-server is not installed'),
  },
  rateRun('graphileWorker', 'graphile-worker + undici', 40_000, startGraphileWorker),
  rateRun('byHand', 'The same rows, bytes and signatures by hand', 80_000, (receiver) =>
    startByHand('rows', receiver),
  ),
  rateRun('bytesByHand', 'The same bytes and signatures, no log to read', 80_000, (receiver) =>
    startByHand('bytes', receiver),
  ),
  rateRun('inProcess', 'Bellwire in process, embedded', 80_000, (receiver) =>
    startInProcess('embedded', receiver),
  ),
  rateRun('inProcessUrl', 'Bellwire in process, DATABASE_URL', 80_000, (receiver) =>
    startInProcess('url', receiver),
  ),
  rateRun('httpBatch', 'Bellwire by HTTP, batches, embedded', 64_000, (receiver) =>
    startHttp('embedded', batches, receiver),
  ),
  rateRun('httpBatchUrl', 'Bellwire by HTTP, batches, DATABASE_URL', 64_000, (receiver) =>
    startHttp('url', batches, receiver),
  ),
  rateRun('httpSingle', 'Bellwire by HTTP, single events, embedded', 24_000, (receiver) =>
    startHttp('embedded', singles, receiver),
  ),
  rateRun('httpSingleUrl', 'Bellwire by HTTP, single events, DATABASE_URL', 24_000, (receiver) =>
    startHttp('url', singles, receiver),
  ),
  {
    name: 'latencyBarePost',
    title: 'Latency of a bare POST, at a fifth of the full rate',
    group: 'latency',
    rounds: 3,
    run: ({ quick, perSecond }) => measureLatency('bare-post', { perSecond, seconds: quick ? 2 : 10 }),
  },
  {
    name: 'latency',
    title: 'Latency from publish to arrival, at the same pace',
    group: 'latency',
    rounds: 3,
    run: ({ quick, perSecond }) => measureLatency('bellwire', { perSecond, seconds: quick ? 2 : 10 }),
  },
  {
    name: 'tenHealthy',
    title: 'Nine of ten receivers, all healthy',
    group: 'hanging',
    rounds: 3,
    run: ({ quick }) => measureHanging('answers', hangingSize(quick)),
  },
  {
    name: 'tenOneHanging',
    title: 'The same nine, while the tenth hangs',
    group: 'hanging',
    rounds: 3,
    run: ({ quick }) => measureHanging('hangs', hangingSize(quick)),
  },
  {
    name: 'drainTenThousand',
    title: 'Draining ten thousand',
    group: 'drain',
    rounds: 3,
    run: ({ quick }) => measureDrain({ warmUp: quick ? 2_000 : 10_000, count: quick ? 2_000 : 10_000 }),
  },
  {
    name: 'drainMillion',
    title: 'Draining a million',
    group: 'drain',
    rounds: 1,
    run: ({ quick }) => measureDrain({ warmUp: quick ? 2_000 : 10_000, count: quick ? 20_000 : 1_000_000 }),
  },
  {
    name: 'fewObjects',
    title: 'Draining twenty thousand of five objects',
    group: 'ordered',
    rounds: 3,
    run: ({ quick }) => measureDrain(orderedSize(quick)),
  },
  {
    name: 'ordered',
    title: 'The same, each object in its order',
    group: 'ordered',
    rounds: 3,
    run: ({ quick }) => measureDrain({ ...orderedSize(quick), ordered: true }),
  },
  {
    name: 'kill',
    title: 'From kill -9 of a node to its deliveries',
    group: 'kill',
    rounds: 1,
    run: () => measureKill({ count: 500 }),
  },
  {
    name: 'usagePlainInserts',
    title: 'Plain inserts of transactions, in batches',
    group: 'usage',
    unit: 'rows',
    rounds: 3,
    run: ({ quick }) => measurePlainInserts(usageSize(quick)),
  },
  {
    name: 'usage',
    title: 'Usage by HTTP, counted exactly',
    group: 'usage',
    unit: 'transactions',
    rounds: 3,
    run: ({ quick }) => measureUsage(usageSize(quick)),
  },
];

function usageSize(quick: boolean): UsageSize {
  return { warmUp: quick ? 20_000 : 60_000, count: quick ? 40_000 : 240_000 };
}

function orderedSize(quick: boolean): { warmUp: number; count: number; objects: number } {
  return { warmUp: quick ? 1_000 : 5_000, count: quick ? 4_000 : 20_000, objects: 5 };
}

/** Long enough for the first requests of a receiver that hangs to run into their deadline. */
function hangingSize(quick: boolean): { warmUp: number; count: number } {
  return { warmUp: quick ? 300 : 1_000, count: quick ? 1_500 : 30_000 };
}
