import type { Measure, RunFigures } from './run-figures.ts';
import { median } from './statistics.ts';

/** All runs of one go, by their names, in the order in which they were made. */
export type RunsByName = ReadonlyMap<string, readonly RunFigures[]>;

/** One measure of one kind of run. */
interface Side {
  run: string;
  measure: Measure;
}

/** What is compared with what: `above` over `below`. */
export interface Ratio {
  above: Side;
  below: Side;
  /** What it says, for people. */
  meaning: string;
  /** What it should be at least, or at most. */
  goal?: { atLeast: number } | { atMost: number };
}

const rate = (run: string): Side => ({ run, measure: 'perSecond' });

/** The ratios of the report. */
export const ratios = {
  inProcessToBareLoop: {
    above: rate('inProcess'),
    below: rate('bareLoop'),
    meaning: 'Bellwire in process, of a bare loop of POSTs',
    goal: { atLeast: 0.45 },
  },
  inProcessToByHand: {
    above: rate('inProcess'),
    below: rate('byHand'),
    meaning: 'Bellwire in process, of the same rows, bytes and signatures by hand',
  },
  bytesByHandToBareLoop: {
    above: rate('bytesByHand'),
    below: rate('bareLoop'),
    meaning: 'The same bytes and signatures by hand, kept in a log that nobody can read, of a bare loop',
  },
  inProcessToGraphileWorker: {
    above: rate('inProcess'),
    below: rate('graphileWorker'),
    meaning: 'Bellwire in process, times graphile-worker',
    goal: { atLeast: 2 },
  },
  inProcessToBullmq: {
    above: rate('inProcess'),
    below: rate('bullmq'),
    meaning: 'Bellwire in process, times BullMQ',
    goal: { atLeast: 2.5 },
  },
  httpBatchToBareLoop: {
    above: rate('httpBatch'),
    below: rate('bareLoop'),
    meaning: 'Bellwire by HTTP, many events in a request, of a bare loop',
    goal: { atLeast: 0.35 },
  },
  httpSingleToBareLoop: {
    above: rate('httpSingle'),
    below: rate('bareLoop'),
    meaning: 'Bellwire by HTTP, one event in a request, of a bare loop',
  },
  oneHangingToNone: {
    above: rate('tenOneHanging'),
    below: rate('tenHealthy'),
    meaning: 'Nine healthy receivers while the tenth hangs, of the same nine while it answers',
    goal: { atLeast: 0.9 },
  },
  drainMillionToTenThousand: {
    above: rate('drainMillion'),
    below: rate('drainTenThousand'),
    meaning: 'Draining with a million waiting, of the rate with ten thousand',
    goal: { atLeast: 0.8 },
  },
  orderedToFewObjects: {
    above: rate('ordered'),
    below: rate('fewObjects'),
    meaning: 'Draining five objects in their order, of the same without order',
  },
  usageToPlainInserts: {
    above: rate('usage'),
    below: rate('usagePlainInserts'),
    meaning: 'Usage counted exactly, of plain inserts of the same rows',
  },
  latencyP99ToBarePost: {
    above: { run: 'latency', measure: 'p99Ms' },
    below: { run: 'latencyBarePost', measure: 'p99Ms' },
    meaning: 'p99 from publish to arrival, times that of a bare POST',
  },
} as const satisfies Record<string, Ratio>;

export type RatioName = keyof typeof ratios;

/** The median of a measure over the rounds; null where no such run was made. */
export function medianOf(runs: RunsByName, name: string, measure: Measure): number | null {
  const values = (runs.get(name) ?? []).flatMap(({ measures }) => measures[measure] ?? []);
  return values.length === 0 ? null : median(values);
}

/** Every ratio; null where one of its sides was not run. */
export function ratiosOf(runs: RunsByName): Record<RatioName, number | null> {
  const entries = Object.entries(ratios).map(([name, { above, below }]) => {
    const [top, bottom] = [above, below].map((side) => medianOf(runs, side.run, side.measure));
    return [name, top == null || bottom == null ? null : rounded(top / bottom)];
  });
  return Object.fromEntries(entries);
}

/** The runs that the ratios with one run need, itself included. */
export function neededWith(name: string): Set<string> {
  const sides = Object.values(ratios).map(({ above, below }) => [above.run, below.run]);
  return new Set([name, ...sides.filter((pair) => pair[0] === name).flat()]);
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
