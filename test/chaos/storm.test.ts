import { expect, it } from 'vitest';
import { newSeed } from './random.ts';
import { runStorm } from './run.ts';

/** `npm run chaos` sets these; here it is a short one with a seed of its own. */
const minutes = Number(process.env.BELLWIRE_CHAOS_MINUTES ?? 0);
const seed = Number(process.env.BELLWIRE_CHAOS_SEED ?? newSeed());
const seconds = minutes > 0 ? minutes * 60 : 9;
const nodes = minutes > 0 ? 3 : 2;
const aloud = minutes > 0;

it.skipIf(process.platform === 'win32')(
  'nodes that are killed, cut off, out of disk and out of time keep every promise',
  async () => {
    const say = (line: string) => aloud && console.log(line);
    say(`seed ${seed}, ${minutes} minutes; again: npm run chaos -- --minutes ${minutes} --seed ${seed}`);
    const report = await runStorm({ seed, seconds, nodes, say });
    say(report.summary);
    const { broken, timeline, summary } = report;
    if (broken.length > 0) {
      const lines = [summary, ...broken.slice(0, 50), 'What struck when:', ...timeline];
      throw new Error(
        `${lines.join('\n  ')}\nAgain: npm run chaos -- --minutes ${minutes || 0.15} --seed ${seed}`,
      );
    }
    // It was a storm, and there was something to lose in it.
    expect(report.counts.acknowledged).toBeGreaterThan(seconds);
    expect(report.counts.faults).toBeGreaterThan(3);
    expect(report.counts.repeats).toBeGreaterThan(0);
  },
  (2 * seconds + 300) * 1000,
);
