import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/base/log.ts';
import { createDatabase } from '../../src/store/create-database.ts';
import type { Database } from '../../src/store/database.ts';
import type { Asked } from './asking.ts';
import type { FaultKind, PlannedFault } from './faults/fault.ts';
import { faultKinds } from './faults/index.ts';
import { furthestJumpMs } from './faults/jump-clock.ts';
import { startLoad } from './load.ts';
import type { ChaosNode } from './node.ts';
import { brokenPromises } from './oracle.ts';
import { readSaved } from './outcome.ts';
import { type ChaosReceiver, startReceivers } from './receivers.ts';
import { scheduleOf } from './schedule.ts';
import { setStage, tellThatReceiversAreWell } from './stage.ts';
import { startWorld, type World } from './world.ts';

/** How a storm went. */
export interface Report {
  seed: number;
  /** What struck when, and what came of it; a line each. */
  timeline: string[];
  /** Empty when every promise was kept. */
  broken: string[];
  counts: {
    faults: number;
    acknowledged: number;
    unknown: number;
    events: number;
    deliveries: number;
    arrivals: number;
    repeats: number;
  };
  summary: string;
}

/** What waits has to become less within this; what is left otherwise is stuck. A long storm leaves much that goes one by one. */
const lessWithinMs = 60_000;

/** A storm: nodes under load and faults for so many seconds, then calm, then the oracle. */
export async function runStorm(input: {
  seed: number;
  seconds: number;
  nodes: number;
  say(line: string): void;
}): Promise<Report> {
  const { seed, seconds, say } = input;
  const diskMegabytes = Math.round(256 + seconds * 2);
  const world = await startWorld({ nodes: input.nodes, diskMegabytes });
  const receivers = await startReceivers(seed);
  const { connection } = world.server;
  const database = createDatabase({ connection, maxConnections: 3, log: silentLog });
  try {
    const [first] = world.nodes as [ChaosNode];
    const stage = await setStage(first.url(), first.firstToken()!, receivers);
    const load = startLoad({ seed, stage, nodes: world.nodes, publishers: 3, members: 2 });
    const timeline = await weather(world, { ...input, lengthMs: seconds * 1000 });
    say('the storm is over; letting everything settle');
    await load.stop();
    await calmDown(world, receivers, () => tellThatReceiversAreWell(first.url(), stage));
    await untilNothingWaits(database, world.nodes);
    const saved = await readSaved(database);
    const witnesses = receivers.map((receiver) => ({
      ...receiver,
      webhookId: stage.webhookIds.get(receiver.name)!,
    }));
    const broken = [
      ...world.nodes.flatMap(({ ends }) => ends),
      ...brokenPromises({ asked: load.asked, saved, receivers: witnesses }),
    ];
    for (const node of world.nodes) {
      const code = await node.stop();
      if (code !== 0) broken.push(`a node that was asked to stop ended with ${code}`);
    }
    const counts = {
      faults: timeline.length,
      acknowledged: countOf(load.asked, 'acknowledged'),
      unknown: countOf(load.asked, 'unknown'),
      events: saved.events.length,
      deliveries: saved.deliveries.length,
      arrivals: receivers.reduce((total, { arrivals }) => total + arrivals.length, 0),
      repeats: repeatsIn(receivers),
    };
    return { seed, timeline, broken, counts, summary: summaryOf(seed, counts, broken) };
  } finally {
    await database.close().catch(() => {});
    await world.remove();
    await Promise.all(receivers.map((receiver) => receiver.close()));
  }
}

/** Strikes as the schedule says, and settles when the last fault is over. */
async function weather(
  world: World,
  { seed, lengthMs, nodes, say }: { seed: number; lengthMs: number; nodes: number; say(line: string): void },
): Promise<string[]> {
  const timeline: string[] = [];
  const startedMs = Date.now();
  const seconds = () => ((Date.now() - startedMs) / 1000).toFixed(2).padStart(7);
  async function strikeAt(
    fault: PlannedFault,
    strike: FaultKind['strike'],
    before: Promise<void> | undefined,
  ): Promise<void> {
    await Promise.all([sleep(fault.atMs), before]);
    const began = seconds();
    const details = Object.entries(fault.details).map(([name, value]) => `${name}=${value}`);
    const result = await strike(world, fault);
    const line = `${began} s  ${[fault.kind, ...details].join(' ')} for ${fault.lastsMs} ms: ${result}`;
    timeline.push(line);
    say(line);
  }

  /** The last fault at each place. A busy machine takes longer over one than was planned, and the next one waits for it. */
  const places = new Map<string, Promise<void>>();
  const strikes = scheduleOf({ seed, lengthMs, nodes, kinds: faultKinds }).map((fault) => {
    const { place, strike } = faultKinds.find(({ kind }) => kind === fault.kind)!;
    const before = place === null ? undefined : places.get(place);
    const struck = strikeAt(fault, strike, before);
    if (place !== null) places.set(place, struck);
    return struck;
  });
  await Promise.all([...strikes, sleep(lengthMs)]);
  return timeline;
}

/** Everything works again. Clocks are as far ahead as any has been: what one of them put off is due for all. */
async function calmDown(
  world: World,
  receivers: readonly ChaosReceiver[],
  tellNodes: () => Promise<void>,
): Promise<void> {
  for (const receiver of receivers) receiver.calm();
  for (const node of world.nodes) {
    node.start();
    node.setClock(furthestJumpMs + 60_000);
  }
  for (const node of world.nodes) await node.up();
  await tellNodes();
}

async function untilNothingWaits(database: Database, nodes: readonly ChaosNode[]): Promise<void> {
  const living = nodes.map((node) => `% ${node.pid()}`);
  let fewest = Number.POSITIVE_INFINITY;
  for (let endMs = Date.now() + lessWithinMs; Date.now() < endMs; ) {
    // As if the leases of dead nodes had run out: nobody has to sit and wait for that.
    await database.query({
      text: `update nodes set lease_until = now() - interval '1 second' where not name like any ($1)`,
      values: [living],
    });
    const [waiting] = await database.query<{ count: number }>({
      text: 'select count(*)::integer as count from deliveries where due_at is not null',
    });
    if (waiting?.count === 0) return;
    if (waiting !== undefined && waiting.count < fewest) {
      fewest = waiting.count;
      endMs = Date.now() + lessWithinMs;
    }
    await sleep(100);
  }
}

function countOf(asked: readonly Asked[], outcome: Asked['outcome']): number {
  return asked.filter((request) => request.outcome === outcome).length;
}

function repeatsIn(receivers: readonly ChaosReceiver[]): number {
  const repeats = ({ arrivals }: ChaosReceiver) =>
    arrivals.length - new Set(arrivals.map(({ eventId }) => eventId)).size;
  return receivers.reduce((total, receiver) => total + repeats(receiver), 0);
}

function summaryOf(seed: number, counts: Report['counts'], broken: readonly string[]): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const verdict = broken.length === 0 ? 'every promise was kept' : `${broken.length} promises were broken`;
  return `seed ${seed}: ${numbers.join(', ')}; ${verdict}`;
}
