import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../base/log.ts';
import { type Config, readConfig } from '../../config.ts';
import { hubOrganization, hubStoryOf, setUpHub } from '../demo/hub-story.ts';
import { outcomeOf } from '../demo/outcome.ts';
import { callLine, playLines } from '../demo/print.ts';
import { type Stage, setUp } from '../demo/set-up.ts';
import { type Receiver, startReceiver } from '../demo/start-receiver.ts';
import { type Step, storyOf } from '../demo/story.ts';
import { setUpUsage, usageOrganization, usageStoryOf } from '../demo/usage-story.ts';
import { linkTo } from '../sign-in-link.ts';
import type { RunningBellwire, StartBellwire } from '../start-bellwire.ts';
import { stopSignal } from '../stop-signal.ts';

/** How long a call may take to arrive before the demo goes on without it. */
const arriveWithinMs = 20_000;

/**
 * Starts everything on an embedded database of its own, plays the story, and shows every call as it arrives. Exits
 * with 0 only if everything the story owes has arrived.
 */
export async function demo(startBellwire: StartBellwire, options: { exit?: boolean }): Promise<void> {
  const stopped = stopSignal(['SIGINT', 'SIGTERM', 'SIGHUP']);
  // A terminal that is closed takes what is written no more; there is a database to stop all the same.
  process.stdout.on('error', () => {});
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwire-demo-'));
  // Started by root, PostgreSQL runs as another user, who has to get at its data in here.
  await chmod(dataDir, 0o711);
  const config: Config = {
    ...readConfig({ BELLWIRE_LOG_LEVEL: 'error' }),
    port: await freePort(8420),
    dataDir,
    // The receiver is on this machine; nothing else is opened.
    allowAddresses: ['127.0.0.1'],
  };
  const receiver = await timed('Starting a receiver', startReceiver());
  try {
    const starting = startBellwire({ config, log: createLog(config.logLevel) });
    const bellwire = await timed('Starting Bellwire on an embedded PostgreSQL', starting);
    try {
      const over = new AbortController();
      const showing = show(bellwire, receiver, over.signal);
      // Stopped in the middle it fails, and nobody waits for it.
      showing.catch(() => {});
      const ended = await Promise.race([showing, stopped.then(() => null)]);
      over.abort();
      const interactive = options.exit !== true && process.stdout.isTTY;
      if (ended === null) process.exitCode = 1;
      else if (interactive) {
        for (const line of playLines(ended, bellwire.url, bellwire.firstToken ?? '')) console.log(line);
        console.log(
          `\nThe console (this link signs you in, once, within ten minutes):\n  ${linkTo(bellwire.url, await bellwire.createSignInLink())}\n`,
        );
        await Promise.race([stopped, bellwire.lost]);
      }
      if (ended === null || interactive) console.log('\nStopping …');
    } finally {
      await bellwire.close();
    }
  } finally {
    await receiver.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Sets the stage, plays everything on it, and says what came of it. */
async function show(bellwire: RunningBellwire, receiver: Receiver, over: AbortSignal): Promise<Stage> {
  const adminToken = bellwire.firstToken ?? '';
  const staging = setUp({ url: bellwire.url, adminToken, receiverRoot: receiver.root });
  const stage = await timed('Making an organization, a webhook and a plan', staging);
  console.log(`\nBellwire ${bellwire.url}  →  receiver ${receiver.root}\n`);

  const story = storyOf(stage);
  const usage = usageStoryOf(await setUpUsage(stage.native, bellwire.url, receiver.root));
  const hub = hubStoryOf(await setUpHub(stage.native, bellwire.url, receiver.root));
  await play([...story, ...usage, ...hub], receiver, over);
  const outcomes = [
    await outcomeOf(stage.native, stage.organization, owedBy(story), arriveWithinMs),
    await outcomeOf(stage.native, usageOrganization, owedBy(usage), arriveWithinMs),
    await outcomeOf(stage.native, hubOrganization, owedBy(hub), arriveWithinMs),
  ];
  const owed = owedBy(story) + owedBy(usage) + owedBy(hub);
  const delivered = outcomes.reduce((sum, outcome) => sum + outcome.delivered, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  console.log(`\ndemo: ${delivered} delivered, ${failed} failed`);
  if (failed > 0 || delivered < owed || receiver.calls.length < owed) process.exitCode = 1;
  return stage;
}

function owedBy(story: readonly Step[]): number {
  return story.reduce((sum, step) => sum + (step.deliveries ?? step.calls), 0);
}

async function play(story: readonly Step[], receiver: Receiver, over: AbortSignal): Promise<void> {
  let startedMs = Date.now();
  receiver.onCall((call) => console.log(callLine(call, startedMs)));
  let expected = 0;
  for (const step of story) {
    console.log(`  ${step.what}`);
    startedMs = Date.now();
    expected += step.calls;
    await step.play();
    // One step after the other, so that each call stands under what caused it.
    while (receiver.calls.length < expected && Date.now() - startedMs < arriveWithinMs) {
      await sleep(5, undefined, { signal: over });
    }
    over.throwIfAborted();
  }
}

async function timed<T>(what: string, work: Promise<T>): Promise<T> {
  const startMs = performance.now();
  process.stdout.write(`${what} … `);
  const result = await work;
  console.log(`${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  return result;
}

/** The port, if nobody listens on it; otherwise 0, which takes any free one. */
function freePort(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });
}
